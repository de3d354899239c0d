import { setTimeout as sleep } from "node:timers/promises";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { buildFunctionEnvironment } from "./function-environment.ts";
import { startFunctionProcess } from "./function-process.ts";
import type { FunctionExit, OutputStream } from "./function-process.ts";
import { describeAbort, describeExit, describeInitTimeout, describeTimeout } from "./invocation-outcome.ts";
import type { InvocationOutcome } from "./invocation-outcome.ts";
import { endLines, startLine } from "./platform-lines.ts";
import { createRuntimeApi } from "./runtime-api.ts";

/** The program that is started for a function. It speaks the Runtime API at AWS_LAMBDA_RUNTIME_API. */
export interface RuntimeCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** One attempt at an invocation, ended. */
export interface InvocationResult {
  readonly outcome: InvocationOutcome;
  /** What it returned, as JSON text; undefined where it did not. */
  readonly response: string | undefined;
  /** Milliseconds from handing the event over to the process being ready again, or gone; 0 if it never took the event. */
  readonly durationMs: number;
  /** Milliseconds that a cold start took until the process asked for the event; undefined in a warm process. */
  readonly initMs: number | undefined;
  /** What the process has written since the previous attempt, on both outputs. */
  readonly lines: readonly string[];
  /** The most memory that the process has used in its life, in MiB. */
  readonly maxMemoryMb: number;
}

/** A process with its Runtime API: what Lambda keeps warm between two invocations. */
export interface ExecutionEnvironment {
  /** True while the process waits for another invocation. */
  isReady(): Promise<boolean>;
  /** Runs one attempt to its end. An abort kills the process and is the attempt's outcome. Never rejects. */
  invoke(requestId: string, payload: string, signal: AbortSignal): Promise<InvocationResult>;
  /** Kills what runs, and waits until it is gone. */
  close(): Promise<void>;
}

export interface ExecutionEnvironmentOptions {
  readonly configuration: FunctionConfiguration;
  readonly runtime: RuntimeCommand;
  /** Wall milliseconds that a cold start may take. */
  readonly initTimeoutMs: number;
  onLine(line: string, stream: OutputStream): void;
  /** Called for every line of the function's log: what it wrote, and what Lambda writes of its invocations. */
  onLogLine(line: string, logStream: string): void;
}

type Step<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "exit"; readonly exit: FunctionExit }
  | { readonly kind: "limit" }
  | { readonly kind: "abort" };

/** Starts a process for a function. Rejects when it cannot be started. */
export async function startExecutionEnvironment(options: ExecutionEnvironmentOptions): Promise<ExecutionEnvironment> {
  const { configuration } = options;
  const startedAt = performance.now();
  const api = await createRuntimeApi();
  const environment = buildFunctionEnvironment(configuration, api.address, new Date());
  const writeLog = (line: string): void => options.onLogLine(line, environment["AWS_LAMBDA_LOG_STREAM_NAME"] ?? "");
  let lines: string[] = [];
  const process = await startFunctionProcess({
    ...options.runtime,
    workingFolder: configuration.taskRoot,
    environment,
    memoryMb: configuration.memoryMb,
    onLine: (line, stream) => {
      lines.push(line);
      writeLog(line);
      options.onLine(line, stream);
    },
  }).catch(async (error: unknown) => {
    await api.close();
    throw new Error(`The process of ${configuration.name} cannot be started in ${configuration.taskRoot}`, {
      cause: error,
    });
  });
  const gone = process.exited.then(() => api.close());
  let isCold = true;
  let response: string | undefined;

  const close = async (): Promise<void> => {
    // While the process is still there to be measured: a short life may have passed between two polls.
    await process.measurePeakMemoryMb();
    process.kill();
    await gone;
  };

  /** Waits for one step of the runtime, or for what may come in its place. */
  const awaitStep = async <T>(step: Promise<T>, limitMs: number, signal: AbortSignal): Promise<Step<T>> => {
    const settled = new AbortController();
    const end = AbortSignal.any([settled.signal, signal]);
    try {
      return await Promise.race([
        step.then((value): Step<T> => ({ kind: "done", value })),
        process.exited.then((exit): Step<T> => ({ kind: "exit", exit })),
        sleep(limitMs, undefined, { signal: end }).then(
          (): Step<T> => ({ kind: "limit" }),
          (): Step<T> => ({ kind: "abort" }),
        ),
      ]);
    } finally {
      settled.abort();
    }
  };

  /** @returns how the cold start failed, or undefined. */
  const awaitInitialization = async (
    requestId: string,
    signal: AbortSignal,
  ): Promise<InvocationOutcome | undefined> => {
    const step = await awaitStep(api.initialized, options.initTimeoutMs, signal);
    if (step.kind === "done") {
      if (step.value === undefined) return undefined;
      await close();
      return { kind: "error", ...step.value };
    }
    await close();
    return describeInterruption(step, requestId, describeInitTimeout(requestId, options.initTimeoutMs), signal);
  };

  const runInvocation = async (requestId: string, payload: string, signal: AbortSignal): Promise<InvocationOutcome> => {
    if (!api.isWaiting()) {
      await close();
      return describeExit(requestId, await process.exited);
    }
    const { timeoutMs, arn } = configuration;
    const deadlineMs = Math.round(Date.now() + timeoutMs);
    const traceId = buildTraceId(requestId);
    writeLog(startLine(requestId));
    const handedOver = api.handOver({ requestId, payload, functionArn: arn, deadlineMs, traceId });
    const answer = await awaitStep(handedOver.answered, timeoutMs, signal);
    if (answer.kind !== "done") {
      await close();
      return describeInterruption(answer, requestId, describeTimeout(requestId, timeoutMs), signal);
    }
    // The outcome stands; but the time limit holds until the process is ready again, and a process that is not has
    // ended: an uncaught exception, for one, is answered with an error and then with the end of the process.
    const next = await awaitStep(handedOver.readyAgain, Math.max(0, deadlineMs - Date.now()), signal);
    if (next.kind !== "done") await close();
    if (answer.value.kind === "error") return answer.value;
    response = answer.value.body;
    return { kind: "returned" };
  };

  const invoke = async (requestId: string, payload: string, signal: AbortSignal): Promise<InvocationResult> => {
    const wasCold = isCold;
    isCold = false;
    response = undefined;
    const failure = wasCold ? await awaitInitialization(requestId, signal) : undefined;
    const handedOverAt = performance.now();
    const outcome = failure ?? (await runInvocation(requestId, payload, signal));
    const endedAt = performance.now();
    // Reading the mark takes a turn of the event loop, in which the last lines, written before the answer, come in too.
    const maxMemoryMb = await process.measurePeakMemoryMb();
    const written = lines;
    lines = [];
    const durationMs = failure === undefined ? endedAt - handedOverAt : 0;
    const initMs = wasCold ? handedOverAt - startedAt : undefined;
    if (failure === undefined) {
      const { memoryMb } = configuration;
      endLines({ requestId, outcome, durationMs, initMs, memoryMb, maxMemoryMb }).forEach(writeLog);
    }
    return {
      outcome,
      response,
      durationMs,
      initMs,
      lines: written,
      maxMemoryMb,
    };
  };

  return { isReady: async () => (await process.isAlive()) && api.isWaiting(), invoke, close };
}

/** An X-Ray header that names a trace but samples nothing: there is nobody to send it to. */
function buildTraceId(requestId: string): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${requestId.replaceAll("-", "").slice(0, 24)};Sampled=0`;
}

function describeInterruption(
  step: Exclude<Step<unknown>, { kind: "done" }>,
  requestId: string,
  limit: InvocationOutcome,
  signal: AbortSignal,
): InvocationOutcome {
  if (step.kind === "exit") return describeExit(requestId, step.exit);
  return step.kind === "limit" ? limit : describeAbort(requestId, signal.reason);
}
