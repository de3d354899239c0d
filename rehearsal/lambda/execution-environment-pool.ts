import { startExecutionEnvironment } from "./execution-environment.ts";
import type { ExecutionEnvironment, ExecutionEnvironmentOptions, InvocationResult } from "./execution-environment.ts";
import { describeAbort, describeStartFailure } from "./invocation-outcome.ts";
import type { InvocationOutcome } from "./invocation-outcome.ts";

/** The execution environments of one function: as many as it has invocations at once, kept warm for later ones. */
export interface ExecutionEnvironmentPool {
  /** Runs one attempt, in a warm environment if one is free and in a new one if not. Never rejects. */
  invoke(requestId: string, payload: string, signal: AbortSignal): Promise<InvocationResult>;
  /** Kills the environments that are free; those in use belong to their attempts, which the caller aborts first. */
  close(): Promise<void>;
}

/** Starts nothing yet: the first invocation is a cold start, as on AWS. */
export function createExecutionEnvironmentPool(options: ExecutionEnvironmentOptions): ExecutionEnvironmentPool {
  let free: ExecutionEnvironment[] = [];

  const takeWarm = async (): Promise<ExecutionEnvironment | undefined> => {
    for (let candidate = free.pop(); candidate !== undefined; candidate = free.pop()) {
      if (await candidate.isReady()) return candidate;
      await candidate.close();
    }
    return undefined;
  };

  return {
    invoke: async (requestId, payload, signal) => {
      let environment: ExecutionEnvironment;
      try {
        environment = (await takeWarm()) ?? (await startExecutionEnvironment(options));
      } catch (error) {
        return describeUnstarted(describeStartFailure(requestId, error));
      }
      if (signal.aborted) {
        await environment.close();
        return describeUnstarted(describeAbort(requestId, signal.reason));
      }
      const result = await environment.invoke(requestId, payload, signal);
      if (await environment.isReady()) free.push(environment);
      else await environment.close();
      return result;
    },
    close: async () => {
      const closing = free;
      free = [];
      await Promise.all(closing.map((environment) => environment.close()));
    },
  };
}

function describeUnstarted(outcome: InvocationOutcome): InvocationResult {
  return { outcome, response: undefined, durationMs: 0, initMs: undefined, lines: [], maxMemoryMb: 0 };
}
