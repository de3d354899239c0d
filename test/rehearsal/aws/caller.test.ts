import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { readCaller } from "../../../rehearsal/aws/caller.ts";

test("the caller is the credential of the signature", () => {
  const header =
    "AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/codedeploy/aws4_request, SignedHeaders=host, Signature=00";
  expect(readCaller(header)).toEqual({ accessKeyId: "AKID", region: "eu-west-1", service: "codedeploy" });
});

test("a request without a signature is anonymous", () => {
  expect(readCaller(undefined)).toBe("anonymous");
});

test.for(["Bearer token", "", "AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/aws4_request, Signature=00"])(
  "an authorization of another kind is refused, not anonymous: %j",
  (header) => {
    expect(() => readCaller(header)).toThrow(AwsError);
  },
);
