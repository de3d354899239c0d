import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsClients } from "../deployment/aws-clients.ts";
import type { HookLog } from "../record/hook-log.ts";
import type { HookMetrics } from "../record/hook-metrics.ts";

/** All that a hook uses of the world outside. */
export interface HookRuntime {
  readonly clients: AwsClients;
  readonly log: HookLog;
  readonly metrics: HookMetrics;
  /** A variable of the function's environment, as it is when it is asked for. */
  readonly environment: (name: string) => string | undefined;
}

const SERVICE = "verdigris";

/** A call that hangs must not use up the time in which the report could still be made. */
const CLIENT_SETTINGS = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/**
 * Makes everything, once per process: the only place with a `new …Client`. The SDK and Powertools read region, credentials,
 * endpoint and log level from the environment themselves; nothing else here reads it.
 */
export function createRuntime(): HookRuntime {
  return {
    clients: createClients(),
    log: new Logger({ serviceName: SERVICE }),
    metrics: createMetrics(),
    environment: (name) => process.env[name],
  };
}

function createClients(): AwsClients {
  return {
    codeDeploy: new CodeDeployClient(CLIENT_SETTINGS),
    ecs: new ECSClient(CLIENT_SETTINGS),
    loadBalancing: new ElasticLoadBalancingV2Client(CLIENT_SETTINGS),
    cloudWatch: once(async () => {
      const { CloudWatchClient } = await import("@aws-sdk/client-cloudwatch");
      return new CloudWatchClient(CLIENT_SETTINGS);
    }),
    logs: once(async () => {
      const { CloudWatchLogsClient } = await import("@aws-sdk/client-cloudwatch-logs");
      return new CloudWatchLogsClient(CLIENT_SETTINGS);
    }),
    s3: once(async () => {
      const { S3Client } = await import("@aws-sdk/client-s3");
      return new S3Client(CLIENT_SETTINGS);
    }),
    secretsManager: once(async () => {
      const { SecretsManagerClient } = await import("../deployment/secrets-manager.ts");
      return new SecretsManagerClient(CLIENT_SETTINGS);
    }),
    ssm: once(async () => {
      const { SSMClient } = await import("../deployment/ssm.ts");
      return new SSMClient(CLIENT_SETTINGS);
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function createMetrics(): HookMetrics {
  const metrics = new Metrics({ namespace: "Verdigris", serviceName: SERVICE });
  return {
    record: ({ deploymentId, lifecycleEvent, verdict, durationMs, reportAttempts }) => {
      metrics.addDimension("lifecycleEvent", lifecycleEvent);
      metrics.addMetadata("deploymentId", deploymentId);
      metrics.addMetric(`${verdict.slice(0, 1).toUpperCase()}${verdict.slice(1)}`, MetricUnit.Count, 1);
      metrics.addMetric("Duration", MetricUnit.Milliseconds, durationMs);
      metrics.addMetric("ReportAttempts", MetricUnit.Count, reportAttempts);
      metrics.publishStoredMetrics();
    },
  };
}
