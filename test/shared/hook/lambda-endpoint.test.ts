import { expect, test } from "vitest";
import { lambdaEndpoint } from "../../../shared/hook/lambda-endpoint.ts";

test.for([
  { variables: {}, endpoint: undefined },
  { variables: { AWS_ENDPOINT_URL: "http://all" }, endpoint: "http://all" },
  { variables: { AWS_ENDPOINT_URL: "http://all", AWS_ENDPOINT_URL_LAMBDA: "http://own" }, endpoint: "http://own" },
  { variables: { AWS_ENDPOINT_URL: "http://all", AWS_ENDPOINT_URL_LAMBDA: "" }, endpoint: "http://all" },
  { variables: { AWS_ENDPOINT_URL: "" }, endpoint: undefined },
])("with $variables Lambda is asked at $endpoint", ({ variables, endpoint }) => {
  expect(lambdaEndpoint((name) => new Map(Object.entries(variables)).get(name))).toBe(endpoint);
});
