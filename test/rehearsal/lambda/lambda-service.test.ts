import { describe, expect, test, vi } from "vitest";
import { FunctionNotFoundError, InvalidRequestContentError } from "../../../rehearsal/lambda/lambda-errors.ts";
import { FUNCTION_ARN, FUNCTION_NAME, isRunning, rehearseFunction } from "./rehearse-function.ts";

const never = new AbortController().signal;

describe("a process", () => {
  const COUNTER = "let calls = 0; exports.handler = async () => { calls += 1; console.log(process.pid, calls); };";

  test("is used again, with its state, by the next invocation", async () => {
    await using rehearsed = await rehearseFunction(COUNTER);
    const first = await rehearsed.invoke();
    const second = await rehearsed.invoke();
    const pid = first.lines[0]?.split(" ")[0];
    expect([first.lines, second.lines]).toEqual([[`${pid} 1`], [`${pid} 2`]]);
    expect(second.initMs).toBeUndefined();
  });

  test("serves one invocation at a time", async () => {
    await using rehearsed = await rehearseFunction(COUNTER);
    const ends = await Promise.all([rehearsed.invoke(), rehearsed.invoke()]);
    expect(ends.map(({ lines }) => lines[0]?.split(" ")[1])).toEqual(["1", "1"]);
  });

  test("that died after its answer is replaced by a cold start", async () => {
    await using rehearsed = await rehearseFunction("exports.handler = async () => console.log(process.pid);");
    const first = await rehearsed.invoke();
    process.kill(Number(first.lines[0]), "SIGKILL");
    await vi.waitFor(() => expect(isRunning(Number(first.lines[0]))).toBe(false));
    const second = await rehearsed.invoke();
    expect(second).toMatchObject({ outcome: { kind: "returned" }, initMs: expect.any(Number) });
  });

  test("sees its own configuration and nothing of the rehearsal's environment", async () => {
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "the user's");
    vi.stubEnv("REHEARSAL_SECRET", "the user's");
    await using rehearsed = await rehearseFunction(
      "exports.handler = async () => console.log(JSON.stringify(process.env));",
      { environment: { MODE: "observe", AWS_LAMBDA_FUNCTION_NAME: "forged" }, memoryMb: 256 },
    );
    const { lines } = await rehearsed.invoke();
    vi.unstubAllEnvs();
    const environment: unknown = JSON.parse(lines[0] ?? "");
    expect(environment).toMatchObject({
      MODE: "observe",
      AWS_LAMBDA_FUNCTION_NAME: FUNCTION_NAME,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_REGION: "eu-west-1",
      TZ: ":UTC",
    });
    expect(JSON.stringify(environment)).not.toContain("the user's");
    expect(environment).not.toHaveProperty("HOME", process.env["HOME"]);
  });

  test("is told truly how much time remains", async () => {
    await using rehearsed = await rehearseFunction(
      `exports.handler = async (event, context) => {
         const before = context.getRemainingTimeInMillis();
         await new Promise((resolve) => setTimeout(resolve, 40));
         console.log(before, context.getRemainingTimeInMillis(), context.invokedFunctionArn, context.awsRequestId); };`,
      { timeoutMs: 3000 },
    );
    const end = await rehearsed.invoke();
    const [before, after, arn, requestId] = end.lines[0]?.split(" ") ?? [];
    expect(Number(before)).toBeGreaterThan(2800);
    expect(Number(before)).toBeLessThanOrEqual(3000);
    expect(Number(before) - Number(after)).toBeGreaterThanOrEqual(38);
    expect([arn, requestId]).toEqual([FUNCTION_ARN, end.requestId]);
  });

  test("lets a handler take over the listeners for uncaught exceptions", async () => {
    await using rehearsed = await rehearseFunction(`exports.handler = () => new Promise((resolve) => {
      process.removeAllListeners("uncaughtException");
      process.once("uncaughtException", (error) => { console.log("caught", error.message); resolve(); });
      setTimeout(() => { throw new Error("mine"); }, 1);
    });`);
    expect(await rehearsed.invoke()).toMatchObject({ outcome: { kind: "returned" }, lines: ["caught mine"] });
  });
});

describe("an invocation", () => {
  test("that fails is tried again, under the same request id, after the delay of each attempt", async () => {
    const delays: number[] = [];
    const retryDelayMs = (attempt: number): number => {
      delays.push(attempt);
      return 5;
    };
    await using rehearsed = await rehearseFunction(
      "exports.handler = async () => { throw new Error('always'); };",
      { maximumRetryAttempts: 2 },
      { retryDelayMs },
    );
    await rehearsed.invoke({}, 3);
    expect(rehearsed.ends.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(rehearsed.ends.map(({ requestId }) => requestId)).size).toBe(1);
    expect(delays).toEqual([1, 2]);
  });

  test("that succeeds at the second attempt is not tried a third time", async () => {
    await using rehearsed = await rehearseFunction(
      "let calls = 0; exports.handler = async () => { if (++calls === 1) throw new Error('once'); };",
      { maximumRetryAttempts: 2 },
    );
    const second = await rehearsed.invoke({}, 2);
    await rehearsed.service.close();
    expect(second.outcome).toEqual({ kind: "returned" });
    expect(rehearsed.ends).toHaveLength(2);
  });

  test("of an unknown function, another account's, or with a payload that is not JSON is refused at once", async () => {
    await using rehearsed = await rehearseFunction("exports.handler = async () => {};");
    const { service } = rehearsed;
    const foreign = FUNCTION_ARN.replace("123456789012", "210987654321");
    for (const name of ["CodeDeployHook_absent", foreign, `${FUNCTION_ARN}:live`]) {
      expect(() => service.invokeAsync(name, "{}", never)).toThrow(FunctionNotFoundError);
    }
    expect(() => service.invokeAsync(FUNCTION_ARN, "{", never)).toThrow(InvalidRequestContentError);
    expect(service.invokeAsync(`${FUNCTION_ARN}:$LATEST`, "{}", never).requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("that is aborted ends at once and is not tried again", async () => {
    const abort = new AbortController();
    const started = Promise.withResolvers<void>();
    await using rehearsed = await rehearseFunction(
      "exports.handler = () => { console.log('on'); return new Promise((r) => setTimeout(r, 60_000)); };",
      { maximumRetryAttempts: 2 },
      { onLine: () => started.resolve() },
    );
    rehearsed.service.invokeAsync(FUNCTION_NAME, "{}", abort.signal);
    await started.promise;
    abort.abort(new Error("the deployment was stopped"));
    await vi.waitFor(() => expect(rehearsed.ends).toHaveLength(1));
    expect(rehearsed.ends[0]?.outcome).toMatchObject({
      errorType: "Rehearsal.Aborted",
      errorMessage: expect.stringContaining("the deployment was stopped"),
    });
  });
});

test("close kills the running functions, the warm ones and what they started, and ends every attempt", async () => {
  const pids: number[] = [];
  await using rehearsed = await rehearseFunction(
    `const { pid } = require("node:child_process").spawn("sleep", ["60"]);
     console.log(process.pid, pid);
     exports.handler = (event) => new Promise((resolve) => setTimeout(resolve, event.ms));`,
    {},
    { onLine: ({ line }) => pids.push(...line.split(" ").map(Number)) },
  );
  const slow = rehearsed.invoke({ ms: 60_000 });
  await rehearsed.invoke({ ms: 1 });
  await vi.waitFor(() => expect(pids).toHaveLength(4));
  await rehearsed.service.close();
  await vi.waitFor(() => expect(pids.filter((pid) => isRunning(pid))).toEqual([]));
  expect((await slow).outcome).toMatchObject({ errorType: "Rehearsal.Aborted" });
  expect(() => rehearsed.service.invokeAsync(FUNCTION_NAME, "{}", never)).toThrow("the service was closed");
});
