import { buildFunctions } from "../build/functions.ts";
import { HOOK_EVENTS, type HookEvent } from "../shared/deployment/lifecycle-event.ts";
import { functionArn } from "./account.ts";
import { buildHandlers, type Handlers } from "./build-handlers.ts";
import { HOOK_LIMIT_SECONDS } from "./codedeploy/run-hook.ts";
import type { DeploymentClock } from "./deployment-clock.ts";
import type { FunctionConfiguration } from "./lambda/function-configuration.ts";
import type { Permissions } from "./permissions.ts";
import { RehearsalError } from "./rehearsal-error.ts";
import { NO_SECRETS, secretParameters, type NamedSecrets } from "./secrets.ts";
import { readServerlessFile } from "./serverless-file.ts";

/** The functions as `serverless.yml` deploys them: all five, or those whose handlers were given. */
export interface DeployedFunctions {
  readonly arnAt: Readonly<Partial<Record<HookEvent, string>>>;
  readonly eventOf: ReadonlyMap<string, HookEvent>;
  readonly permissions: readonly Permissions[];
  /** For Lambda, once the endpoint is known that the functions call. */
  readonly configurations: (endpoint: string) => readonly FunctionConfiguration[];
}

/** What of the account the parameters of `serverless.yml` name, so that the functions may read it; and their environment. */
export interface FunctionNeeds extends NamedSecrets {
  readonly manifestBucket?: string;
  /** In place of this suite's functions, with their settings and roles; an event that has none has no function. */
  readonly handlers?: Handlers;
  /** A folder where `buildFunctions` has built this suite's, with their configuration: many rehearsals need not do so again. */
  readonly built?: string;
  /** Wall milliseconds that an invocation may last at most, where its own time-out and the hour allow more. */
  readonly longestInvocationMs?: number;
}

/** A function may use so much of CodeDeploy's hour: on a fast clock, less than its own time-out. */
const SHARE_OF_HOUR = 0.75;

/**
 * Builds the functions into `outDir`: this suite's with `configPath` as their configuration, or the handlers that are given.
 */
export async function deployFunctions(
  serverlessFile: string,
  configPath: string,
  outDir: string,
  clock: DeploymentClock,
  needs: FunctionNeeds = NO_SECRETS,
): Promise<DeployedFunctions> {
  const { manifestBucket, environment, handlers, built, longestInvocationMs = Infinity } = needs;
  const parameters = { ...secretParameters(needs), ...(manifestBucket !== undefined && { manifestBucket }) };
  const [written] = await Promise.all([
    readServerlessFile(serverlessFile, parameters),
    handlers === undefined && built === undefined ? buildFunctions({ configPath, outDir }) : [],
  ]);
  const missing = HOOK_EVENTS.find((event) => !written.some(({ lifecycleEvent }) => lifecycleEvent === event));
  if (missing) throw new RehearsalError(`${serverlessFile} has no function for ${missing}`);
  const functions = written.filter(({ lifecycleEvent }) => !handlers || handlers[lifecycleEvent] !== undefined);
  if (handlers) {
    await buildHandlers(handlers, new Map(functions.map((each) => [each.lifecycleEvent, each.handler])), outDir);
  }
  const longestMs = Math.min(clock.wallMs(HOOK_LIMIT_SECONDS) * SHARE_OF_HOUR, longestInvocationMs);
  return {
    arnAt: Object.fromEntries(functions.map((each) => [each.lifecycleEvent, functionArn(each.functionName)])),
    eventOf: new Map(functions.map(({ functionName, lifecycleEvent }) => [functionName, lifecycleEvent])),
    permissions: functions.map(({ key, allowedActions }) => ({
      accessKeyId: key,
      role: `role of ${key}`,
      allowedActions,
    })),
    configurations: (endpoint) =>
      functions.map((each) => ({
        name: each.functionName,
        arn: functionArn(each.functionName),
        taskRoot: (handlers === undefined ? built : undefined) ?? outDir,
        handler: each.handler,
        memoryMb: each.memoryMb,
        timeoutMs: Math.min(each.timeoutSeconds * 1000, longestMs),
        maximumRetryAttempts: each.maximumRetryAttempts,
        environment: {
          ...each.environment,
          ...environment,
          AWS_ENDPOINT_URL: endpoint,
          AWS_ACCESS_KEY_ID: each.key,
          AWS_SECRET_ACCESS_KEY: "rehearsal",
        },
      })),
  };
}
