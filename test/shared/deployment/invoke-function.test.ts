import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { ECSClient, type ECSClientConfig } from "@aws-sdk/client-ecs";
import { afterEach, expect, test } from "vitest";
import { createInvokeFunction } from "../../../shared/deployment/invoke-function.ts";
import { isWorthRetrying } from "../../../shared/deployment/is-worth-retrying.ts";

const never = new AbortController().signal;
const ARN = "arn:aws:lambda:eu-central-1:123456789012:function:CodeDeployHook_x";
const INVOCATION = { functionArn: ARN, event: { DeploymentId: "d-1", note: "ü" } };

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const KEY: NonNullable<ECSClientConfig["credentials"]> = { accessKeyId: "AKIA", secretAccessKey: "hunter2" };

function client(credentials = KEY) {
  return { ecs: new ECSClient({ region: "eu-central-1", credentials }) };
}

/** A Lambda that answers every request so, and what it was asked. */
async function startLambda(answer: (response: ServerResponse) => void) {
  const requests: { readonly message: IncomingMessage; readonly body: string }[] = [];
  const server = createServer((message, response) => {
    const pieces: Buffer[] = [];
    message.on("data", (piece: Buffer) => pieces.push(piece));
    message.on("end", () => {
      requests.push({ message, body: Buffer.concat(pieces).toString() });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, requests };
}

test("an invocation is one signed POST of type Event, and its request id is what comes back", async () => {
  const { endpoint, requests } = await startLambda((response) => {
    response.writeHead(202, { "x-amzn-RequestId": "8f1b2c3d" }).end();
  });
  expect(await createInvokeFunction(client(), endpoint)(INVOCATION, never)).toBe("8f1b2c3d");
  const [request] = requests;
  expect(request?.message).toMatchObject({
    method: "POST",
    url: `/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations`,
  });
  expect(request?.message.headers).toMatchObject({
    host: new URL(endpoint).host,
    "x-amz-invocation-type": "Event",
    "content-type": "application/json",
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/eu-central-1\/lambda\/aws4_request, SignedHeaders=.*x-amz-invocation-type/,
    ),
  });
  expect(JSON.parse(request?.body ?? "")).toEqual(INVOCATION.event);
});

test("an endpoint may have a path of its own", async () => {
  const { endpoint, requests } = await startLambda((response) =>
    response.writeHead(202, { "x-amzn-requestid": "r" }).end(),
  );
  await createInvokeFunction(client(), `${endpoint}/aws/`)(INVOCATION, never);
  expect(requests[0]?.message.url).toMatch(/^\/aws\/2015-03-31\/functions\//);
});

test.for([
  {
    status: 403,
    headers: { "x-amzn-errortype": "AccessDeniedException:http://internal.amazon.com/" },
    body: '{"Message":"User is not authorized"}',
    says: "lambda:InvokeFunction did not succeed: AccessDeniedException: User is not authorized. Allow lambda:InvokeFunction in the role of this function",
    again: true,
  },
  {
    status: 429,
    headers: { "x-amzn-errortype": "TooManyRequestsException" },
    body: '{"message":"Rate Exceeded."}',
    says: "TooManyRequestsException: Rate Exceeded.",
    again: true,
  },
  { status: 503, headers: {}, body: "<html>", says: "UnknownError: answered 503", again: true },
  {
    status: 404,
    headers: { "x-amzn-errortype": "ResourceNotFoundException" },
    body: "",
    says: "ResourceNotFoundException: answered 404",
    again: false,
  },
  // Without a request id nobody could see whether it begins.
  { status: 202, headers: {}, body: "", says: "accepted without a request id", again: false },
  // An answer to another question than was asked.
  { status: 200, headers: { "x-amzn-requestid": "r" }, body: '"ran"', says: "answered 200", again: false },
  { status: 500, headers: {}, body: "x".repeat(100_000), says: "answered 500", again: true },
])("an answer with $status is a refusal: $says", async ({ status, headers, body, says, again }) => {
  const { endpoint } = await startLambda((response) => response.writeHead(status, headers).end(body));
  const error = await createInvokeFunction(client(), endpoint)(INVOCATION, never).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "AwsCallError", message: expect.stringContaining(says) });
  expect(isWorthRetrying(error)).toBe(again);
});

test("a Lambda that does not answer is left when time is up", async () => {
  const { endpoint } = await startLambda(() => undefined);
  const signal = AbortSignal.timeout(40);
  await expect(createInvokeFunction(client(), endpoint)(INVOCATION, signal)).rejects.toThrow("timeout");
});

test("an endpoint that nobody listens at is worth another try", async () => {
  const error = await createInvokeFunction(client(), "http://127.0.0.1:1")(INVOCATION, never).catch(
    (thrown: unknown) => thrown,
  );
  expect(isWorthRetrying(error)).toBe(true);
});

test("an error quotes nothing of what credentials came in", async () => {
  const credentials = async () => JSON.parse('{"SecretAccessKey":"hunter2') as never;
  const error = await createInvokeFunction(client(credentials), "http://127.0.0.1:1")(INVOCATION, never).catch(
    (thrown: unknown) => thrown,
  );
  expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("hunter2");
});
