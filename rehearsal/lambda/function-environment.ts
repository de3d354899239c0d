import { randomUUID } from "node:crypto";
import type { FunctionConfiguration } from "./function-configuration.ts";

/**
 * The whole environment of a function's process. Nothing comes from the rehearsal's own environment: a function that
 * found the user's AWS credentials would act on a real account.
 *
 * @param runtimeApi `host:port` of the function's Runtime API.
 * @param startedAt names the log stream, as on AWS.
 */
export function buildFunctionEnvironment(
  configuration: FunctionConfiguration,
  runtimeApi: string,
  startedAt: Date,
): Record<string, string> {
  const region = configuration.arn.split(":")[3] ?? "";
  const day = startedAt.toISOString().slice(0, 10).replaceAll("-", "/");
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin:/opt/bin",
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    // Without HOME the home folder is looked up by user id, and the SDK would read the user's ~/.aws there. This is
    // Lambda's own, which does not exist here.
    HOME: "/home/sbx_user1051",
    // The other way to credentials that nobody gave: the instance role of the machine that the rehearsal runs on.
    AWS_EC2_METADATA_DISABLED: "true",
    ...configuration.environment,
    // From here on: names that AWS reserves, which a configuration cannot override.
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: configuration.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${configuration.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[$LATEST]${randomUUID().replaceAll("-", "")}`,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: configuration.taskRoot,
    _HANDLER: configuration.handler,
  };
}
