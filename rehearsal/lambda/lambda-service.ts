import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createExecutionEnvironmentPool } from "./execution-environment-pool.ts";
import type { InvocationResult, RuntimeCommand } from "./execution-environment.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { FunctionLog } from "./function-log.ts";
import type { OutputStream } from "./function-process.ts";
import { FunctionNotFoundError, InvalidRequestContentError } from "./lambda-errors.ts";
import { OWN_RUNTIME } from "./own-runtime.ts";

/** One attempt at an asynchronous invocation, ended. */
export interface InvocationEnd extends InvocationResult {
  readonly functionName: string;
  /** The same for all attempts at one invocation, as on AWS. */
  readonly requestId: string;
  /** The event, as JSON text. */
  readonly payload: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Whether no other attempt follows. */
  readonly isLast: boolean;
}

/** An invocation that was accepted. */
export interface AcceptedInvocation {
  readonly functionName: string;
  readonly requestId: string;
  /** The event, as JSON text. */
  readonly payload: string;
}

/** One line that a function wrote. */
export interface FunctionLine {
  readonly functionName: string;
  readonly stream: OutputStream;
  readonly line: string;
}

export interface LambdaServiceOptions {
  readonly functions: readonly FunctionConfiguration[];
  /** Called for every invocation that will run. */
  onInvocationStart?(invocation: AcceptedInvocation): void;
  /** Called once for every attempt that began, also for those that close() cuts short. */
  onInvocationEnd(end: InvocationEnd): void;
  /** Called for every line as it is written. */
  onLine(line: FunctionLine): void;
  /** Wall milliseconds to wait after the failure of attempt number `attempt`; on AWS about a minute, then two. */
  retryDelayMs(attempt: number): number;
  /** Whether an asynchronous invocation is accepted and then lost: AWS promises delivery, and tests try a hook without it. */
  dropInvocation?(invocation: AcceptedInvocation): boolean;
  /** Wall milliseconds that a cold start may take; 10 000, as on AWS, when left out. */
  readonly initTimeoutMs?: number;
  /** What runs the functions; the rehearsal's own runtime client when left out. */
  readonly runtime?: RuntimeCommand;
}

/** A local AWS Lambda: built functions in processes of their own, invoked asynchronously. */
export interface LambdaService extends AsyncDisposable {
  /**
   * Accepts an invocation, and runs it without being waited for; its attempts are told to `onInvocationEnd`.
   *
   * @param nameOrArn a function's name or ARN. `:$LATEST` may follow; there are no other versions and no aliases.
   * @param payload the event, as JSON text.
   * @param signal ends the running attempt and lets no other begin.
   * @throws FunctionNotFoundError, InvalidRequestContentError, or the signal's reason; nothing runs then.
   */
  invokeAsync(nameOrArn: string, payload: string, signal: AbortSignal): { readonly requestId: string };
  /**
   * Runs an invocation synchronously: one attempt, and its end.
   *
   * @param nameOrArn as of `invokeAsync`.
   * @param signal ends the attempt.
   * @throws as `invokeAsync` does; nothing runs then.
   */
  invoke(nameOrArn: string, payload: string, signal: AbortSignal): Promise<InvocationEnd>;
  /** @throws FunctionNotFoundError, InvalidRequestContentError */
  assertInvocable(nameOrArn: string, payload: string): void;
  /** What each function wrote, by its name; empty before its first invocation. */
  readonly logs: ReadonlyMap<string, FunctionLog>;
  /** Kills every function process, ends every attempt, and waits until all of them are gone. */
  close(): Promise<void>;
}

/** Creates the service; no process is started before the first invocation. */
export function createLambdaService(options: LambdaServiceOptions): LambdaService {
  const { functions, initTimeoutMs = 10_000, runtime = OWN_RUNTIME } = options;
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  const deployed = functions.map((configuration) => {
    const onLine = (line: string, stream: OutputStream): void => {
      options.onLine({ functionName: configuration.name, stream, line });
    };
    const log = new FunctionLog();
    const onLogLine = (line: string, logStream: string): void => log.add(logStream, line);
    const environments = { configuration, runtime, initTimeoutMs, onLine, onLogLine };
    return { configuration, log, pool: createExecutionEnvironmentPool(environments) };
  });

  const find = (nameOrArn: string): (typeof deployed)[number] => {
    const unqualified = nameOrArn.replace(/:\$LATEST$/, "");
    const found = deployed.find(({ configuration: { name, arn } }) => name === unqualified || arn === unqualified);
    if (found === undefined) throw new FunctionNotFoundError(nameOrArn);
    return found;
  };

  /** @throws whatever makes the invocation one that AWS does not accept. */
  const accept = (
    nameOrArn: string,
    payload: string,
  ): { target: (typeof deployed)[number]; invocation: AcceptedInvocation } => {
    closing.signal.throwIfAborted();
    const target = find(nameOrArn);
    assertJson(payload);
    return { target, invocation: { functionName: target.configuration.name, requestId: randomUUID(), payload } };
  };

  const runAttempt = async (
    { configuration, pool }: (typeof deployed)[number],
    invocation: AcceptedInvocation,
    attempt: number,
    mostAttempts: number,
    signal: AbortSignal,
  ): Promise<InvocationEnd> => {
    const result = await pool.invoke(invocation.requestId, invocation.payload, signal);
    const isLast = result.outcome.kind === "returned" || attempt >= mostAttempts || signal.aborted;
    const end = { ...result, ...invocation, functionName: configuration.name, attempt, isLast };
    options.onInvocationEnd(end);
    return end;
  };

  const runAttempts = async (
    target: (typeof deployed)[number],
    invocation: AcceptedInvocation,
    signal: AbortSignal,
  ): Promise<void> => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const mostAttempts = target.configuration.maximumRetryAttempts + 1;
      const { isLast } = await runAttempt(target, invocation, attempt, mostAttempts, signal);
      if (isLast) return;
      // An aborted wait ends the loop, and the caller who aborted needs no telling.
      await sleep(options.retryDelayMs(attempt), undefined, { signal }).catch(() => undefined);
    }
  };

  const close = async (): Promise<void> => {
    closing.abort(new Error("the service was closed"));
    await Promise.allSettled(running);
    await Promise.all(deployed.map(({ pool }) => pool.close()));
  };

  return {
    invokeAsync: (nameOrArn, payload, signal) => {
      signal.throwIfAborted();
      const { target, invocation } = accept(nameOrArn, payload);
      const { requestId } = invocation;
      if (options.dropInvocation?.(invocation) === true) return { requestId };
      options.onInvocationStart?.(invocation);
      const run = runAttempts(target, invocation, AbortSignal.any([signal, closing.signal]));
      running.add(run);
      // Left unhandled on purpose: only a callback that throws can reject it, and its author should hear of it.
      void run.finally(() => running.delete(run));
      return { requestId };
    },
    invoke: async (nameOrArn, payload, signal) => {
      signal.throwIfAborted();
      const { target, invocation } = accept(nameOrArn, payload);
      options.onInvocationStart?.(invocation);
      const run = runAttempt(target, invocation, 1, 1, AbortSignal.any([signal, closing.signal]));
      const ended = run.then(() => undefined);
      running.add(ended);
      try {
        return await run;
      } finally {
        running.delete(ended);
      }
    },
    assertInvocable: (nameOrArn, payload) => void accept(nameOrArn, payload),
    logs: new Map(deployed.map(({ configuration, log }) => [configuration.name, log])),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function assertJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new InvalidRequestContentError(error);
  }
}
