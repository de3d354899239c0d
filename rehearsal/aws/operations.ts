import type * as CloudWatch from "@aws-sdk/client-cloudwatch";
import type * as CloudWatchLogs from "@aws-sdk/client-cloudwatch-logs";
import type * as CodeDeploy from "@aws-sdk/client-codedeploy";
import type * as Ecs from "@aws-sdk/client-ecs";
import type * as ElasticLoadBalancing from "@aws-sdk/client-elastic-load-balancing-v2";
import type * as SecretsManager from "@aws-sdk/client-secrets-manager";
import type * as Ssm from "@aws-sdk/client-ssm";
import type { Caller } from "./caller.ts";

/** The operations that can be answered. To add one, add its name; the compiler then asks for its line in the data tables. */
interface Commands {
  codedeploy: CommandsOf<
    typeof CodeDeploy,
    | "GetDeployment"
    | "GetApplicationRevision"
    | "GetDeploymentTarget"
    | "BatchGetDeploymentTargets"
    | "ListDeploymentTargets"
    | "GetDeploymentGroup"
    | "GetDeploymentConfig"
    | "PutLifecycleEventHookExecutionStatus"
    | "StopDeployment"
    | "ContinueDeployment"
  >;
  ecs: CommandsOf<
    typeof Ecs,
    | "DescribeServices"
    | "DescribeTaskSets"
    | "DescribeTaskDefinition"
    | "ListTasks"
    | "DescribeTasks"
    | "RunTask"
    | "StopTask"
  >;
  elasticloadbalancing: CommandsOf<
    typeof ElasticLoadBalancing,
    | "DescribeTargetGroups"
    | "DescribeTargetGroupAttributes"
    | "DescribeTargetHealth"
    | "DescribeListeners"
    | "DescribeRules"
    | "DescribeLoadBalancers"
  >;
  monitoring: CommandsOf<typeof CloudWatch, "DescribeAlarms" | "GetMetricData" | "ListMetrics" | "PutMetricData">;
  logs: CommandsOf<typeof CloudWatchLogs, "FilterLogEvents" | "GetLogEvents">;
  secretsmanager: CommandsOf<typeof SecretsManager, "GetSecretValue">;
  ssm: CommandsOf<typeof Ssm, "GetParameter">;
}

/** A service by its signing name, which is also the first word of its IAM actions' ARNs. */
export type ServiceName = keyof Commands;

/** An operation of a service, such as `GetDeployment`. */
export type OperationName<Service extends ServiceName> = keyof Commands[Service];

/** What the SDK's caller passes: required members may still be undefined. */
export type CommandInput<Service extends ServiceName, Name extends OperationName<Service>> =
  Commands[Service][Name] extends CommandClass<infer Input, unknown> ? Input : never;

/** What a handler receives: the SDK's input, in which the members that the model requires are present and not empty. */
export type OperationInput<Service extends ServiceName, Name extends OperationName<Service>> = Present<
  CommandInput<Service, Name>
>;

/** What a handler answers: the SDK's output without its metadata. */
export type OperationOutput<Service extends ServiceName, Name extends OperationName<Service>> =
  Commands[Service][Name] extends CommandClass<unknown, infer Output> ? Omit<Output, "$metadata"> : never;

/**
 * Answers one operation, or throws an `AwsError`. The signal is aborted when the server closes. An object literal is
 * checked for surplus members only where the return type is written out, as `OperationOutput<…>`.
 */
export type OperationHandler<Service extends ServiceName, Name extends OperationName<Service>> = (
  input: OperationInput<Service, Name>,
  caller: Caller,
  signal: AbortSignal,
) => OperationOutput<Service, Name> | Promise<OperationOutput<Service, Name>>;

/** The handlers of one service. */
export type ServiceOperations<Service extends ServiceName> = {
  readonly [Name in OperationName<Service>]?: OperationHandler<Service, Name>;
};

/** The handlers by service; a caller of one that is missing is told that the operation is unknown. */
export type Operations = { readonly [Service in ServiceName]?: ServiceOperations<Service> };

/** The members of an SDK input that the model requires: the SDK declares them without `?`. */
export type RequiredMember<Input> = {
  [Member in keyof Input]-?: object extends Pick<Input, Member> ? never : Member;
}[keyof Input];

type Present<Input> = {
  [Member in keyof Input]: Member extends RequiredMember<Input> ? Exclude<Input[Member], undefined> : Input[Member];
};

/** The input is read from the instance: a constructor whose input may be left out has overloads that hide its type. */
interface CommandClass<Input, Output> {
  new (...input: never[]): {
    readonly input: Input;
    resolveMiddleware(...context: never[]): (...call: never[]) => Promise<{ readonly output: Output }>;
  };
}

type CommandName<Client> = {
  [Export in keyof Client]: Export extends `${infer Name}Command` ? Name : never;
}[keyof Client];

type CommandsOf<Client, Name extends CommandName<Client>> = {
  [Each in Name]: `${Each}Command` extends keyof Client ? Client[`${Each}Command`] : never;
};
