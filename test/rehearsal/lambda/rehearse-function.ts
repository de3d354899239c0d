import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FunctionConfiguration } from "../../../rehearsal/lambda/function-configuration.ts";
import { createLambdaService } from "../../../rehearsal/lambda/lambda-service.ts";
import type { InvocationEnd, LambdaService, LambdaServiceOptions } from "../../../rehearsal/lambda/lambda-service.ts";

export const FUNCTION_NAME = "CodeDeployHook_after-install";
export const FUNCTION_ARN = `arn:aws:lambda:eu-west-1:123456789012:function:${FUNCTION_NAME}`;

/** A service with one function, whose bundle is written to a folder of its own and removed with it. */
export interface RehearsedFunction extends AsyncDisposable {
  readonly service: LambdaService;
  /** Invokes the function and waits for the end of an attempt: the first, if nothing else is said. */
  invoke(event?: unknown, attempt?: number): Promise<InvocationEnd>;
  /** Every attempt that has ended so far. */
  readonly ends: readonly InvocationEnd[];
}

export async function rehearseFunction(
  source: string,
  configuration: Partial<FunctionConfiguration> = {},
  options: Partial<LambdaServiceOptions> = {},
): Promise<RehearsedFunction> {
  const taskRoot = await mkdtemp(path.join(tmpdir(), "rehearsed-function-"));
  await mkdir(path.join(taskRoot, "after-install"));
  await writeFile(path.join(taskRoot, "after-install", "index.js"), source);
  const ends: InvocationEnd[] = [];
  const waiters = new Set<(end: InvocationEnd) => void>();
  const service = createLambdaService({
    functions: [
      {
        name: FUNCTION_NAME,
        arn: FUNCTION_ARN,
        taskRoot,
        handler: "after-install/index.handler",
        memoryMb: 512,
        timeoutMs: 5000,
        environment: {},
        maximumRetryAttempts: 0,
        ...configuration,
      },
    ],
    onInvocationEnd: (end) => {
      ends.push(end);
      for (const tell of waiters) tell(end);
    },
    onLine: () => undefined,
    retryDelayMs: () => 5,
    ...options,
  });
  return {
    service,
    ends,
    invoke: (event = {}, attempt = 1) => {
      const ended = Promise.withResolvers<InvocationEnd>();
      const payload = JSON.stringify(event);
      const { requestId } = service.invokeAsync(FUNCTION_NAME, payload, new AbortController().signal);
      waiters.add((end) => {
        if (end.requestId === requestId && end.attempt === attempt) ended.resolve(end);
      });
      return ended.promise;
    },
    [Symbol.asyncDispose]: async () => {
      await service.close();
      await rm(taskRoot, { recursive: true });
    },
  };
}

/** Whether a process runs: one that is dead but not yet reaped does not. */
export function isRunning(pid: number): boolean {
  try {
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}
