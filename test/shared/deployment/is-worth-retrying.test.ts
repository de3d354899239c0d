import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { AwsCallError } from "../../../shared/deployment/errors.ts";
import { isWorthRetrying } from "../../../shared/deployment/is-worth-retrying.ts";
import { isAlreadyReported, putStatus } from "../../../shared/deployment/put-status.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const REPORT = { deploymentId: "d-1", executionId: "x", status: "Failed" } as const;

/** What the SDK makes of an answer: the real client, and a server that gives it. */
async function errorFor(answer: { status: number; body: string } | "hangs up" | "is not there"): Promise<unknown> {
  const server = createServer((request, response) => {
    if (typeof answer === "string") request.socket.destroy();
    else response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" }).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Of a TCP server this is never the string of a pipe.
  const { port } = server.address() as AddressInfo;
  if (answer === "is not there") server.close();
  const credentials = { accessKeyId: "anyone", secretAccessKey: "none" };
  const codeDeploy = new CodeDeployClient({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials,
    maxAttempts: 1,
  });
  try {
    return await putStatus({ ...mockAws().clients, codeDeploy }, REPORT, new AbortController().signal).catch(
      (error: unknown) => error,
    );
  } finally {
    codeDeploy.destroy();
    server.close();
  }
}

const refused = (type: string, status = 400) => ({ status, body: JSON.stringify({ __type: type, message: "no" }) });

test.for<[string, Parameters<typeof errorFor>[0], boolean]>([
  ["throttling", refused("ThrottlingException"), true],
  ["throttling without a name that is known", refused("SlowerPlease", 429), true],
  ["a denied call: its role may be a moment old", refused("AccessDeniedException"), true],
  ["a fault of AWS", refused("InternalFailure", 500), true],
  ["a proxy's page", { status: 503, body: "<html>503 Service Unavailable</html>" }, true],
  ["a connection that is hung up", "hangs up", true],
  ["a server that is not there", "is not there", true],
  ["an unknown deployment", refused("DeploymentDoesNotExistException"), false],
  ["an unknown execution", refused("InvalidLifecycleEventHookExecutionIdException"), false],
  ["an event that is completed", refused("LifecycleEventAlreadyCompletedException"), false],
])("%s is worth retrying or not", async ([, answer, worth]) => {
  const error = await errorFor(answer);
  expect(error).toBeInstanceOf(AwsCallError);
  expect(isWorthRetrying(error)).toBe(worth);
});

test("only an event that is completed is reported already", async () => {
  expect(isAlreadyReported(await errorFor(refused("LifecycleEventAlreadyCompletedException")))).toBe(true);
  expect(isAlreadyReported(await errorFor(refused("InvalidDeploymentIdException")))).toBe(false);
});

test.for<[string, unknown, boolean]>([
  ["a time-out", refusal("TimeoutError"), true],
  ["a name server that is away for a moment", Object.assign(new Error("dns"), { code: "EAI_AGAIN" }), true],
  ["missing credentials", refusal("CredentialsProviderError"), false],
  ["a mistake of ours", new TypeError("undefined is not a function"), false],
  ["what is not an error", "ThrottlingException", false],
])("%s is worth retrying or not", ([, cause, worth]) => {
  expect(isWorthRetrying(new AwsCallError("codedeploy:GetDeployment", cause))).toBe(worth);
});
