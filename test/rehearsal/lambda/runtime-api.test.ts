import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRuntimeApi } from "../../../rehearsal/lambda/runtime-api.ts";
import type { RuntimeApi, RuntimeInvocation } from "../../../rehearsal/lambda/runtime-api.ts";

const INVOCATION: RuntimeInvocation = {
  requestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
  payload: '{"DeploymentId":"d-é"}',
  functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:CodeDeployHook_after-install",
  deadlineMs: 1_795_000_000_000,
  traceId: "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0",
};

let api: RuntimeApi;
beforeEach(async () => {
  api = await createRuntimeApi();
});
afterEach(() => api.close());

function url(route: string): string {
  return `http://${api.address}/2018-06-01/runtime${route}`;
}

function post(route: string, body = "null"): Promise<Response> {
  return fetch(url(route), { method: "POST", body });
}

async function take(): Promise<{ next: Response; handedOver: ReturnType<RuntimeApi["handOver"]> }> {
  const pending = fetch(url("/invocation/next"));
  while (!api.isWaiting()) await sleep(1);
  const handedOver = api.handOver(INVOCATION);
  return { next: await pending, handedOver };
}

test("a runtime that asks for the next invocation gets its event, and in headers all that the context is made of", async () => {
  const { next } = await take();
  expect(await next.json()).toEqual({ DeploymentId: "d-é" });
  expect(Object.fromEntries(next.headers)).toMatchObject({
    "content-length": "23",
    "lambda-runtime-aws-request-id": INVOCATION.requestId,
    "lambda-runtime-deadline-ms": "1795000000000",
    "lambda-runtime-invoked-function-arn": INVOCATION.functionArn,
    "lambda-runtime-trace-id": INVOCATION.traceId,
  });
  expect(await api.initialized).toBeUndefined();
});

test("a response ends the invocation, and the next request for one says that the runtime is ready again", async () => {
  const { handedOver } = await take();
  const accepted = await post(`/invocation/${INVOCATION.requestId}/response`);
  expect([accepted.status, await accepted.json()]).toEqual([202, { status: "OK" }]);
  expect(await handedOver.answered).toMatchObject({ kind: "response" });
  await take();
  await handedOver.readyAgain;
});

test.for([
  ["in full", { errorType: "TypeError", errorMessage: "bad port", trace: [] }, "TypeError", "bad port"],
  ["without a type", { errorMessage: "bad port" }, "Header.Type", "bad port"],
  ["as nothing known", [1], "Header.Type", "[1]"],
] as const)("an error that is posted %s is an error", async ([, body, errorType, errorMessage]) => {
  const { handedOver } = await take();
  const headers = { "Lambda-Runtime-Function-Error-Type": "Header.Type" };
  const request = { method: "POST", headers, body: JSON.stringify(body) };
  expect((await fetch(url(`/invocation/${INVOCATION.requestId}/error`), request)).status).toBe(202);
  expect(await handedOver.answered).toEqual({ kind: "error", errorType, errorMessage });
});

test("an initialization error is the runtime's first word", async () => {
  const error = { errorType: "Runtime.UserCodeSyntaxError", errorMessage: "SyntaxError: Unexpected end of input" };
  expect((await post("/init/error", JSON.stringify(error))).status).toBe(202);
  expect(await api.initialized).toEqual(error);
});

test.for([
  ["an answer to another invocation", "POST", "/invocation/other/response", 400, "InvalidRequestID"],
  ["a path that does not exist", "POST", "/invocation/next", 404, "InvalidPath"],
  ["an initialization error after the initialization", "POST", "/init/error", 403, "InvalidStateTransition"],
  ["a request for the next invocation before an answer", "GET", "/invocation/next", 403, "InvalidStateTransition"],
] as const)("%s is refused in the API's own words", async ([, method, route, status, errorType]) => {
  await take();
  const refused = await fetch(url(route), { method });
  expect(refused.status).toBe(status);
  expect(await refused.json()).toEqual({ errorType, errorMessage: expect.any(String) });
});

test("a second answer to an invocation is refused", async () => {
  await take();
  await post(`/invocation/${INVOCATION.requestId}/response`);
  expect((await post(`/invocation/${INVOCATION.requestId}/error`, "{}")).status).toBe(403);
});

test("a runtime that gave up waiting is not handed an invocation", async () => {
  const abort = new AbortController();
  const pending = fetch(url("/invocation/next"), { signal: abort.signal });
  while (!api.isWaiting()) await sleep(1);
  abort.abort();
  await expect(pending).rejects.toThrow("aborted");
  while (api.isWaiting()) await sleep(1);
  expect(() => api.handOver(INVOCATION)).toThrow("not waiting");
});
