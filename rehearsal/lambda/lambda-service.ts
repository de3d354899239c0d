import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createExecutionEnvironmentPool } from "./execution-environment-pool.ts";
import type { InvocationResult, RuntimeCommand } from "./execution-environment.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
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
}

/** One line that a function wrote. */
export interface FunctionLine {
  readonly functionName: string;
  readonly stream: OutputStream;
  readonly line: string;
}

export interface LambdaServiceOptions {
  readonly functions: readonly FunctionConfiguration[];
  /** Called once for every attempt that began, also for those that close() cuts short. */
  onInvocationEnd(end: InvocationEnd): void;
  /** Called for every line as it is written. */
  onLine(line: FunctionLine): void;
  /** Wall milliseconds to wait after the failure of attempt number `attempt`; on AWS about a minute, then two. */
  retryDelayMs(attempt: number): number;
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
    return { configuration, pool: createExecutionEnvironmentPool({ configuration, runtime, initTimeoutMs, onLine }) };
  });

  const find = (nameOrArn: string): (typeof deployed)[number] => {
    const unqualified = nameOrArn.replace(/:\$LATEST$/, "");
    const found = deployed.find(({ configuration: { name, arn } }) => name === unqualified || arn === unqualified);
    if (found === undefined) throw new FunctionNotFoundError(nameOrArn);
    return found;
  };

  const runAttempts = async (
    { configuration, pool }: (typeof deployed)[number],
    requestId: string,
    payload: string,
    signal: AbortSignal,
  ): Promise<void> => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const result = await pool.invoke(requestId, payload, signal);
      options.onInvocationEnd({ ...result, functionName: configuration.name, requestId, payload, attempt });
      if (result.outcome.kind === "returned" || attempt > configuration.maximumRetryAttempts) return;
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
      closing.signal.throwIfAborted();
      const target = find(nameOrArn);
      assertJson(payload);
      const requestId = randomUUID();
      const run = runAttempts(target, requestId, payload, AbortSignal.any([signal, closing.signal]));
      running.add(run);
      // Left unhandled on purpose: only a callback that throws can reject it, and its author should hear of it.
      void run.finally(() => running.delete(run));
      return { requestId };
    },
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
