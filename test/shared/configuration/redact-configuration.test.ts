import { expect, test } from "vitest";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import { redactConfiguration } from "../../../shared/configuration/redact-configuration.ts";

test("the values of request headers are left out, and nothing else", () => {
  const configuration = parseConfiguration({
    smoke: [{ path: "/a", headers: { authorization: "Bearer secret" } }, { path: "/b" }],
  });
  const redacted = redactConfiguration(configuration);
  expect(JSON.stringify(redacted)).not.toContain("secret");
  expect(redacted).toEqual({
    ...configuration,
    smoke: [
      { method: "GET", path: "/a", headers: { authorization: "***" } },
      { method: "GET", path: "/b", headers: {} },
    ],
  });
});

test("a configuration without requests is logged as it is", () => {
  const configuration = parseConfiguration({});
  expect(redactConfiguration(configuration)).toEqual(configuration);
});

test("the headers of an endpoint are left out, too", () => {
  const headers = { authorization: "Bearer hunter2", accept: { secret: "ssm:/a" } };
  const redacted = redactConfiguration(
    parseConfiguration({ migrations: { endpoint: { url: "https://shop/", headers } } }),
  );
  expect(redacted).toMatchObject({ migrations: { endpoint: { headers: { authorization: "***", accept: "***" } } } });
});

test("a path whose query has a credential is left out as a whole, wherever it stands", () => {
  const redacted = redactConfiguration(
    parseConfiguration({
      health: { path: "/health?token=hunter2" },
      warmUpLoad: { paths: ["/?api_key=hunter2", "/?page=2"] },
      smoke: [{ path: "/a?secret=hunter2" }],
    }),
  );
  expect(JSON.stringify(redacted)).not.toContain("hunter2");
  expect(redacted).toMatchObject({
    health: { path: "***" },
    warmUpLoad: { paths: ["***", "/?page=2"] },
    smoke: [{ path: "***" }],
  });
});
