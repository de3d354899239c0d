import { describe, expect, test } from "vitest";
import { FUNCTION_NAME, isRunning, rehearseFunction } from "./rehearse-function.ts";

describe("an attempt", () => {
  test("that returns has returned, with its lines, its cold start, its time and its memory", async () => {
    await using rehearsed = await rehearseFunction(`
      console.log("loading");
      exports.handler = async (event) => { console.log("got", event.DeploymentId); console.error("warned"); return 1; };
    `);
    const end = await rehearsed.invoke({ DeploymentId: "d-1" });
    expect(end).toMatchObject({ functionName: FUNCTION_NAME, payload: '{"DeploymentId":"d-1"}', attempt: 1 });
    expect(end.outcome).toEqual({ kind: "returned" });
    expect(end.lines.toSorted()).toEqual(["got d-1", "loading", "warned"]);
    expect(end.initMs).toBeGreaterThan(0);
    expect(end.durationMs).toBeLessThan(5000);
    expect(end.maxMemoryMb).toBeGreaterThan(10);
  });

  test.for([
    ["throws an Error", "async () => { throw new TypeError('bad port'); }", "TypeError", "bad port"],
    ["throws synchronously", "() => { throw new RangeError('now'); }", "RangeError", "now"],
    ["throws a string", "async () => { throw 'no'; }", "string", "no"],
    ["rejects", "() => Promise.reject(new Error('later'))", "Error", "later"],
    [
      "returns what JSON cannot say",
      "async () => 1n",
      "Runtime.JSONStringifyError",
      "Unable to stringify response body",
    ],
    [
      "leaves a rejection unhandled",
      "async () => { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 1000)); }",
      "Runtime.UnhandledPromiseRejection",
      "Error: lost",
    ],
    [
      "leaves an exception uncaught",
      "() => new Promise(() => setTimeout(() => { throw new Error('late'); }, 1))",
      "Error",
      "late",
    ],
  ] as const)("that %s ends in that error", async ([, handler, errorType, errorMessage]) => {
    await using rehearsed = await rehearseFunction(`exports.handler = ${handler};`);
    expect((await rehearsed.invoke()).outcome).toEqual({ kind: "error", errorType, errorMessage });
  });

  test.for([
    ["exits with a status", "() => process.exit(3)", "exit status 3"],
    ["is killed", "() => process.kill(process.pid, 'SIGKILL')", "signal: killed"],
    ["aborts", "() => process.abort()", "signal: aborted"],
    ["waits for nothing", "() => new Promise(() => {})", "exit status 13"],
  ] as const)("that %s without an answer ends in Runtime.ExitError", async ([, handler, reason]) => {
    await using rehearsed = await rehearseFunction(`exports.handler = ${handler};`);
    const end = await rehearsed.invoke();
    expect(end.outcome).toEqual({
      kind: "error",
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${end.requestId} Error: Runtime exited with error: ${reason}`,
    });
  });

  test("that exits with status 0 has exited without providing a reason", async () => {
    await using rehearsed = await rehearseFunction("exports.handler = () => process.exit(0);");
    const { outcome } = await rehearsed.invoke();
    expect(outcome).toMatchObject({
      errorMessage: expect.stringContaining("Runtime exited without providing a reason"),
    });
  });

  test.for([
    ["waits", "() => new Promise((resolve) => setTimeout(resolve, 60_000))"],
    ["computes", "() => { for (;;); }"],
  ] as const)("that %s longer than its time limit is killed at the limit", async ([, handler]) => {
    await using rehearsed = await rehearseFunction(`console.log(process.pid); exports.handler = ${handler};`, {
      timeoutMs: 150,
    });
    const end = await rehearsed.invoke();
    expect(end.outcome).toEqual({
      kind: "error",
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${end.requestId} Error: Task timed out after 0.15 seconds`,
    });
    expect(end.durationMs).toBeGreaterThanOrEqual(145);
    expect(end.durationMs).toBeLessThan(1500);
    expect(isRunning(Number(end.lines[0]))).toBe(false);
  });

  test("that uses more memory than its limit is killed, and its peak is told", async () => {
    await using rehearsed = await rehearseFunction(
      `exports.handler = () => new Promise(() => { const held = [];
         setInterval(() => held.push(Buffer.alloc(20 * 1024 * 1024, 1)), 10); });`,
      { memoryMb: 128 },
    );
    const end = await rehearsed.invoke();
    expect(end.outcome).toEqual({
      kind: "error",
      errorType: "Runtime.OutOfMemory",
      errorMessage: `RequestId: ${end.requestId} Error: Runtime exited with error: signal: killed`,
    });
    expect(end.maxMemoryMb).toBeGreaterThan(128);
  });
});

describe("a bundle", () => {
  test.for([
    ["with a syntax error", "exports.handler = (", {}, "Runtime.UserCodeSyntaxError"],
    ["that throws while it loads", "throw new EvalError('early');", {}, "EvalError"],
    ["that requires what is not there", "require('absent-module');", {}, "Runtime.ImportModuleError"],
    ["that does not exist", "", { handler: "elsewhere/index.handler" }, "Runtime.ImportModuleError"],
    ["without the handler", "exports.other = () => {};", {}, "Runtime.HandlerNotFound"],
    ["with a callback handler", "exports.handler = (e, c, done) => done();", {}, "Runtime.CallbackHandlerDeprecated"],
    ["in a folder that does not exist", "", { taskRoot: "/proc/no-such-folder" }, "Runtime.InvalidEntrypoint"],
    ["that exits while it loads", "process.exit(4);", {}, "Runtime.ExitError"],
  ] as const)("%s ends the attempt in its own error", async ([, source, configuration, errorType]) => {
    await using rehearsed = await rehearseFunction(source, configuration);
    expect(await rehearsed.invoke()).toMatchObject({ outcome: { kind: "error", errorType }, durationMs: 0 });
  });

  test("that takes too long to load is killed at the limit of the cold start", async () => {
    await using rehearsed = await rehearseFunction("for (;;);", {}, { initTimeoutMs: 200 });
    const { outcome } = await rehearsed.invoke();
    expect(outcome).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringContaining("Initialization timed out after 0.20 seconds"),
    });
  });
});
