import { buildFunctions } from "../build/functions.ts";
import { HOOK_EVENTS, type HookEvent } from "../shared/deployment/lifecycle-event.ts";
import { functionArn } from "./account.ts";
import { HOOK_LIMIT_SECONDS } from "./codedeploy/run-hook.ts";
import type { DeploymentClock } from "./deployment-clock.ts";
import type { FunctionConfiguration } from "./lambda/function-configuration.ts";
import type { Permissions } from "./permissions.ts";
import { RehearsalError } from "./rehearsal-error.ts";
import { NO_SECRETS, secretParameters, type NamedSecrets } from "./secrets.ts";
import { readServerlessFile } from "./serverless-file.ts";

/** The five functions as `serverless.yml` deploys them. */
export interface DeployedFunctions {
  readonly nameAt: Readonly<Record<HookEvent, string>>;
  readonly eventOf: ReadonlyMap<string, HookEvent>;
  readonly permissions: readonly Permissions[];
  /** For Lambda, once the endpoint is known that the functions call. */
  readonly configurations: (endpoint: string) => readonly FunctionConfiguration[];
}

/** What of the account the parameters of `serverless.yml` name, so that the functions may read it; and their environment. */
export interface FunctionNeeds extends NamedSecrets {
  readonly manifestBucket?: string;
  /** Wall milliseconds that an invocation may last at most, where its own time-out and the hour allow more. */
  readonly longestInvocationMs?: number;
}

/** A function may use so much of CodeDeploy's hour: on a fast clock, less than its own time-out. */
const SHARE_OF_HOUR = 0.75;

/**
 * Builds the functions, with `configPath` as their configuration, into `outDir`.
 */
export async function deployFunctions(
  serverlessFile: string,
  configPath: string,
  outDir: string,
  clock: DeploymentClock,
  needs: FunctionNeeds = NO_SECRETS,
): Promise<DeployedFunctions> {
  const { manifestBucket, environment, longestInvocationMs = Infinity } = needs;
  const parameters = { ...secretParameters(needs), ...(manifestBucket !== undefined && { manifestBucket }) };
  const [functions] = await Promise.all([
    readServerlessFile(serverlessFile, parameters),
    buildFunctions({ configPath, outDir }),
  ]);
  const at = (event: HookEvent): (typeof functions)[number] => {
    const found = functions.find(({ lifecycleEvent }) => lifecycleEvent === event);
    if (!found) throw new RehearsalError(`${serverlessFile} has no function for ${event}`);
    return found;
  };
  const longestMs = Math.min(clock.wallMs(HOOK_LIMIT_SECONDS) * SHARE_OF_HOUR, longestInvocationMs);
  return {
    nameAt: Object.fromEntries(HOOK_EVENTS.map((event) => [event, at(event).functionName])) as Record<
      HookEvent,
      string
    >,
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
        taskRoot: outDir,
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
