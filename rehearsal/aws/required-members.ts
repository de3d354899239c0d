import { AwsError } from "./aws-error.ts";
import type { CommandInput, OperationName, RequiredMember, ServiceName } from "./operations.ts";

/**
 * The error code of each member whose absence an operation refuses. The compiler wants every member that the API model
 * marks as required; others are here because the operation documents an error for their absence.
 */
type RequiredMembers = {
  readonly [Service in ServiceName]: {
    readonly [Name in OperationName<Service>]: Readonly<
      Record<RequiredMember<CommandInput<Service, Name>>, string> &
        Partial<Record<keyof CommandInput<Service, Name>, string>>
    >;
  };
};

const requiredMembers = {
  codedeploy: {
    GetDeployment: { deploymentId: "DeploymentIdRequiredException" },
    GetApplicationRevision: {
      applicationName: "ApplicationNameRequiredException",
      revision: "RevisionRequiredException",
    },
    GetDeploymentTarget: {
      deploymentId: "DeploymentIdRequiredException",
      targetId: "DeploymentTargetIdRequiredException",
    },
    BatchGetDeploymentTargets: {
      deploymentId: "DeploymentIdRequiredException",
      targetIds: "DeploymentTargetIdRequiredException",
    },
    ListDeploymentTargets: { deploymentId: "DeploymentIdRequiredException" },
    GetDeploymentGroup: {
      applicationName: "ApplicationNameRequiredException",
      deploymentGroupName: "DeploymentGroupNameRequiredException",
    },
    // The model requires none of the three; the operation documents these errors.
    PutLifecycleEventHookExecutionStatus: {
      deploymentId: "DeploymentIdRequiredException",
      lifecycleEventHookExecutionId: "InvalidLifecycleEventHookExecutionIdException",
      status: "InvalidLifecycleEventHookExecutionStatusException",
    },
    GetDeploymentConfig: { deploymentConfigName: "DeploymentConfigNameRequiredException" },
    StopDeployment: { deploymentId: "DeploymentIdRequiredException" },
    // The model does not require it; the operation documents this error.
    ContinueDeployment: { deploymentId: "DeploymentIdRequiredException" },
  },
  ecs: {
    DescribeServices: { services: "InvalidParameterException" },
    DescribeTaskSets: { cluster: "InvalidParameterException", service: "InvalidParameterException" },
    DescribeTaskDefinition: { taskDefinition: "InvalidParameterException" },
    ListTasks: {},
    DescribeTasks: { tasks: "InvalidParameterException" },
    RunTask: { taskDefinition: "InvalidParameterException" },
    StopTask: { task: "InvalidParameterException" },
  },
  elasticloadbalancing: {
    DescribeTargetGroups: {},
    DescribeTargetGroupAttributes: { TargetGroupArn: "ValidationError" },
    DescribeTargetHealth: { TargetGroupArn: "ValidationError" },
    DescribeListeners: {},
    DescribeRules: {},
    DescribeLoadBalancers: {},
  },
  monitoring: {
    DescribeAlarms: {},
    GetMetricData: {
      MetricDataQueries: "ValidationError",
      StartTime: "ValidationError",
      EndTime: "ValidationError",
    },
    ListMetrics: {},
    PutMetricData: { Namespace: "MissingRequiredParameterException" },
  },
  logs: {
    FilterLogEvents: {},
    GetLogEvents: { logStreamName: "InvalidParameterException" },
  },
  secretsmanager: { GetSecretValue: { SecretId: "InvalidParameterException" } },
  ssm: { GetParameter: { Name: "ValidationException" } },
} satisfies RequiredMembers;

const messages: Readonly<Record<string, string>> = {
  DeploymentIdRequiredException: "At least one deployment ID must be specified.",
  DeploymentTargetIdRequiredException: "A deployment target ID was not provided.",
  ApplicationNameRequiredException: "The minimum number of required application names was not specified.",
  DeploymentGroupNameRequiredException: "The deployment group name was not specified.",
  DeploymentConfigNameRequiredException: "The deployment configuration name was not specified.",
  RevisionRequiredException: "The revision ID was not specified.",
};

/**
 * Refuses an input that lacks a required member. An empty string and an empty list count as absent. The message is the
 * API reference's description of the error where it has one of its own; that AWS sends the same words is not documented.
 *
 * @throws AwsError with the code that the operation gives for the member.
 */
export function requireMembers(service: string, operation: string, input: object): void {
  const services: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> =
    requiredMembers;
  const members = new Map<string, unknown>(Object.entries(input));
  for (const [member, code] of Object.entries(services[service]?.[operation] ?? {})) {
    const value = members.get(member);
    if (value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0))
      continue;
    throw new AwsError(
      code,
      messages[code] ??
        `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
}
