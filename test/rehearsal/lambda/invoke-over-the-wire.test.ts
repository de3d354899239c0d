import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { expect, onTestFinished, test, vi } from "vitest";
import { invokeFunction } from "../../../rehearsal/api/invoke-function.ts";
import { functionLogGroups } from "../../../rehearsal/api/log-groups.ts";
import { logsOperations } from "../../../rehearsal/api/logs-operations.ts";
import { createAwsServer, type AwsServer } from "../../../rehearsal/aws/server.ts";
import type { LambdaServiceOptions } from "../../../rehearsal/lambda/lambda-service.ts";
import { authoriseBy } from "../../../rehearsal/permissions.ts";
import { awsCliFor, findAwsCli } from "../../support/aws-cli.ts";
import { clientOptions } from "../aws/client-options.ts";
import { FUNCTION_NAME, rehearseFunction, type RehearsedFunction } from "./rehearse-function.ts";
import { signInvoke } from "./sign-invoke.ts";

const ARN = `arn:aws:lambda:us-east-1:123456789012:function:${FUNCTION_NAME}`;
const ECHO =
  "exports.handler = async (event, { awsRequestId }) => { console.log('got', event.n); return { event, awsRequestId }; };";

const hasCli = findAwsCli("Lambda's Invoke");

interface Served {
  readonly server: AwsServer;
  readonly rehearsed: RehearsedFunction;
  readonly logs: CloudWatchLogsClient;
}

/** The function behind an endpoint, which it calls as `function`: a role that may invoke functions and nothing else. */
async function serve(
  source: string,
  options: Partial<LambdaServiceOptions> = {},
  maximumRetryAttempts = 0,
): Promise<Served> {
  const permissions = [
    { accessKeyId: "function", role: "role of the function", allowedActions: ["lambda:InvokeFunction"] },
    { accessKeyId: "stranger", role: "role of a stranger", allowedActions: ["logs:FilterLogEvents"] },
  ];
  const server = await createAwsServer({
    operations: { logs: logsOperations(() => functionLogGroups(rehearsed.service.logs)) },
    lambda: invokeFunction(() => rehearsed.service, new AbortController().signal),
    authorise: authoriseBy(permissions),
  });
  const rehearsed = await rehearseFunction(
    source,
    { arn: ARN, environment: { ENDPOINT_PORT: String(server.port) }, maximumRetryAttempts },
    options,
  );
  onTestFinished(async () => {
    await server.close();
    await rehearsed[Symbol.asyncDispose]();
  });
  return { server, rehearsed, logs: new CloudWatchLogsClient(clientOptions(server)) };
}

test("an event is accepted at once, under the request id that the function has", async () => {
  const { server, rehearsed } = await serve(ECHO);
  const answer = await signInvoke(server, { functionName: FUNCTION_NAME, type: "Event", payload: '{"n":1}' });
  expect([answer.status, await answer.text()]).toEqual([202, ""]);
  const requestId = answer.headers.get("x-amzn-requestid");
  await vi.waitFor(() => expect(rehearsed.ends).toHaveLength(1), { timeout: 10_000 });
  expect(rehearsed.ends[0]).toMatchObject({ requestId, payload: '{"n":1}', outcome: { kind: "returned" } });
});

test("a function that is waited for answers, by name, ARN, partial ARN and with the version $LATEST", async () => {
  const { server } = await serve(ECHO);
  for (const functionName of [FUNCTION_NAME, ARN, `123456789012:function:${FUNCTION_NAME}`, `${ARN}:$LATEST`]) {
    const answer = await signInvoke(server, { functionName, payload: '{"n":2}' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-amz-executed-version")).toBe("$LATEST");
    expect(await answer.json()).toEqual({ event: { n: 2 }, awsRequestId: answer.headers.get("x-amzn-requestid") });
  }
  const empty = await signInvoke(server, { functionName: FUNCTION_NAME, query: { Qualifier: "$LATEST" } });
  expect(await empty.json()).toMatchObject({ event: {} });
});

test("an error of the function is a success of the call, and says so", async () => {
  const { server } = await serve("exports.handler = async () => { throw new TypeError('no'); };");
  const answer = await signInvoke(server, { functionName: FUNCTION_NAME });
  expect([answer.status, answer.headers.get("x-amz-function-error")]).toEqual([200, "Unhandled"]);
  expect(await answer.json()).toEqual({ errorType: "TypeError", errorMessage: "no" });
});

test("an event that fails is tried again as often as its function says", async () => {
  const { server, rehearsed } = await serve("exports.handler = async () => { throw new Error('no'); };", {}, 2);
  await signInvoke(server, { functionName: FUNCTION_NAME, type: "Event" });
  await vi.waitFor(() => expect(rehearsed.ends).toHaveLength(3), { timeout: 10_000 });
  expect(rehearsed.ends.map(({ isLast }) => isLast)).toEqual([false, false, true]);
});

test("a dry run runs nothing", async () => {
  const { server, rehearsed } = await serve(ECHO);
  const answer = await signInvoke(server, { functionName: FUNCTION_NAME, type: "DryRun", payload: "{}" });
  expect(answer.status).toBe(204);
  await rehearsed.service.close();
  expect(rehearsed.ends).toEqual([]);
});

const TOO_LARGE = 2 ** 20;
test.for<[code: string, status: number, invocation: Partial<Parameters<typeof signInvoke>[1]>]>([
  ["ResourceNotFoundException", 404, { functionName: "nobody" }],
  ["ResourceNotFoundException", 404, { query: { Qualifier: "live" } }],
  ["InvalidRequestContentException", 400, { payload: "{" }],
  ["InvalidParameterValueException", 400, { type: "Sometimes" }],
  ["InvalidParameterValueException", 400, { headers: { "x-amz-log-type": "Tail" } }],
  ["RequestTooLargeException", 413, { type: "Event", payload: JSON.stringify("x".repeat(TOO_LARGE)) }],
  ["RequestTooLargeException", 413, { payload: JSON.stringify("x".repeat(6 * TOO_LARGE)) }],
  ["RequestTooLargeException", 413, { payload: JSON.stringify("x".repeat(8 * TOO_LARGE)) }],
  ["AccessDeniedException", 403, { type: "DryRun", accessKeyId: "stranger" }],
])("%s is the answer, with status %i", async ([code, status, invocation]) => {
  const { server, rehearsed } = await serve(ECHO);
  const answer = await signInvoke(server, { functionName: FUNCTION_NAME, ...invocation });
  expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([status, code]);
  expect(await answer.json()).toMatchObject({ Type: "User" });
  expect(rehearsed.ends).toEqual([]);
});

test("a payload of 1 MB, no more and no less, is still an event", async () => {
  const { server } = await serve("exports.handler = async () => {};");
  const payload = JSON.stringify("x".repeat(TOO_LARGE - 2));
  expect((await signInvoke(server, { functionName: FUNCTION_NAME, type: "Event", payload })).status).toBe(202);
});

/** Goes on in another invocation of itself until `n` is 0. Not signed: only who calls is looked at. */
const CONTINUING = `const { request } = require("node:http");
exports.handler = ({ n }, { functionName, awsRequestId }) => new Promise((resolve, reject) => {
  console.log("step", n);
  if (n === 0) return resolve();
  const authorization = "AWS4-HMAC-SHA256 Credential=function/20260101/us-east-1/lambda/aws4_request, Signature=0";
  const headers = { authorization, "x-amz-invocation-type": "Event" };
  const path = "/2015-03-31/functions/" + functionName + "/invocations";
  request({ host: "127.0.0.1", port: process.env.ENDPOINT_PORT, method: "POST", path, headers }, (answer) => {
    answer.resume().on("end", () => resolve(answer.headers["x-amzn-requestid"]));
  }).on("error", reject).end(JSON.stringify({ n: n - 1 }));
});`;

test("a function goes on in another invocation of itself, and its log shows when each began and ended", async () => {
  const { server, rehearsed, logs } = await serve(CONTINUING);
  const first = await signInvoke(server, { functionName: FUNCTION_NAME, type: "Event", payload: '{"n":2}' });
  await vi.waitFor(() => expect(rehearsed.ends).toHaveLength(3), { timeout: 10_000 });
  const logGroupName = `/aws/lambda/${FUNCTION_NAME}`;
  const find = async (filterPattern: string): Promise<string[]> => {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
    return events.map(({ message = "" }) => message);
  };
  const ids = rehearsed.ends.map(({ requestId }) => requestId);
  expect(ids).toContain(first.headers.get("x-amzn-requestid"));
  for (const id of ids) {
    expect(await find(`"START RequestId: ${id}"`)).toEqual([`START RequestId: ${id} Version: $LATEST`]);
    expect(await find(`"REPORT RequestId: ${id}"`)).toEqual([
      expect.stringMatching(
        /\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 512 MB\tMax Memory Used: \d+ MB/,
      ),
    ]);
  }
  expect(await find("step")).toEqual(["step 2", "step 1", "step 0"]);
});

test("an invocation may be lost: it is accepted, never begins, and leaves nothing in the log", async () => {
  const { server, rehearsed, logs } = await serve(CONTINUING, {
    dropInvocation: ({ payload }) => payload === '{"n":0}',
  });
  await signInvoke(server, { functionName: FUNCTION_NAME, type: "Event", payload: '{"n":1}' });
  await vi.waitFor(() => expect(rehearsed.ends).toHaveLength(1), { timeout: 10_000 });
  expect(rehearsed.ends[0]).toMatchObject({
    outcome: { kind: "returned" },
    response: expect.stringMatching(/^"[\da-f-]{36}"$/),
  });
  await rehearsed.service.close();
  expect(rehearsed.ends).toHaveLength(1);
  const logGroupName = `/aws/lambda/${FUNCTION_NAME}`;
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: '"START RequestId"' }));
  expect(events).toHaveLength(1);
});

test("a function that runs out of time is said to have, in its report", async () => {
  await using rehearsed = await rehearseFunction(
    "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));",
    { timeoutMs: 30 },
  );
  await rehearsed.invoke();
  const [stream] = rehearsed.service.logs.get(FUNCTION_NAME)?.streams() ?? [];
  expect(stream?.name).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/);
  expect(stream?.log.at(-1)?.message).toMatch(/^REPORT .*\tStatus: timeout$/);
});

test.skipIf(!hasCli)("the AWS CLI invokes a function", { timeout: 60_000 }, async () => {
  const { server } = await serve(ECHO);
  const folder = await mkdtemp(path.join(tmpdir(), "invoke-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cli = awsCliFor(server.endpoint);
  const aws = async (...words: string[]): Promise<unknown> => {
    return JSON.parse(await cli("lambda", "invoke", "--function-name", ...words, "--output", "json"));
  };
  const file = path.join(folder, "answer.json");
  expect(await aws(FUNCTION_NAME, "--payload", '{"n":1}', file)).toMatchObject({
    StatusCode: 200,
    ExecutedVersion: "$LATEST",
  });
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ event: { n: 1 } });
  expect(await aws(FUNCTION_NAME, "--invocation-type", "Event", "--payload", '{"n":1}', file)).toEqual({
    StatusCode: 202,
  });
  expect(await aws(FUNCTION_NAME, "--invocation-type", "DryRun", file)).toEqual({ StatusCode: 204 });
  await expect(aws("nobody", file)).rejects.toThrow(
    "(ResourceNotFoundException) when calling the Invoke operation: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody",
  );
});
