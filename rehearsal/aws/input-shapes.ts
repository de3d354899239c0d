import { cloudWatchShapes } from "./cloudwatch-shapes.ts";
import {
  boolean,
  choice,
  integer,
  list,
  map,
  structure,
  text,
  unsupported,
  type InputShape,
  type StructureShape,
} from "./input-shape.ts";
import type { ServiceName } from "./operations.ts";
import type { ShapesOf } from "./shapes-of.ts";

type InputShapes = { readonly [Service in ServiceName]: ShapesOf<Service> };

/** A filter that would let nothing pass, or everything: AWS does not document which, so that it is refused. */
const name = text({ min: 1 });
const names = list(name, { min: 1 });

const tags = list(choice("TAGS"));
const page = { Marker: name, PageSize: integer(1, 400) };
const sha = structure({ content: text(), sha256: text() });
const awsvpc = structure({ subnets: names, securityGroups: list(name), assignPublicIp: choice("ENABLED", "DISABLED") });
const environment = list(structure({ name, value: text() }));
const logGroup = { logGroupName: text({ min: 1, max: 512 }), logGroupIdentifier: text({ min: 1, max: 2048 }) };
const logStreamName = text({ min: 1, max: 512, pattern: /^[^:*]*$/ });

/**
 * Every member of every input that AWS has, and what it may hold here. A member that is unsupported, or not here at all, is
 * refused: an operation that ignored it would answer another question than the one that was asked.
 */
const inputShapes: InputShapes = {
  codedeploy: {
    GetDeployment: structure({ deploymentId: text() }),
    GetApplicationRevision: structure({
      applicationName: text({ max: 100 }),
      revision: structure({
        // Its own errors say what is wrong with it.
        revisionType: text(),
        s3Location: structure({ bucket: text(), key: text(), bundleType: text(), version: text(), eTag: text() }),
        gitHubLocation: structure({ repository: text(), commitId: text() }),
        string: sha,
        appSpecContent: sha,
      }),
    }),
    GetDeploymentTarget: structure({ deploymentId: text(), targetId: text() }),
    BatchGetDeploymentTargets: structure({ deploymentId: text(), targetIds: list(text()) }),
    ListDeploymentTargets: structure({ deploymentId: text(), nextToken: text(), targetFilters: map }),
    GetDeploymentGroup: structure({ applicationName: text({ max: 100 }), deploymentGroupName: text({ max: 100 }) }),
    PutLifecycleEventHookExecutionStatus: structure({
      deploymentId: text(),
      lifecycleEventHookExecutionId: text(),
      status: text(),
    }),
    GetDeploymentConfig: structure({ deploymentConfigName: text({ max: 100 }) }),
    StopDeployment: structure({ deploymentId: text(), autoRollbackEnabled: boolean }),
    // Its own error says what is wrong with the type.
    ContinueDeployment: structure({ deploymentId: text(), deploymentWaitType: text() }),
  },
  ecs: {
    DescribeServices: structure({ cluster: name, services: list(name, { max: 10 }), include: tags }),
    DescribeTaskSets: structure({ cluster: name, service: name, taskSets: names, include: tags }),
    DescribeTaskDefinition: structure({ taskDefinition: name, include: tags }),
    ListTasks: structure({
      cluster: name,
      containerInstance: unsupported,
      family: name,
      nextToken: name,
      maxResults: integer(1, 100),
      startedBy: name,
      serviceName: name,
      desiredStatus: choice("RUNNING", "PENDING", "STOPPED"),
      launchType: choice("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"),
      daemonName: unsupported,
    }),
    DescribeTasks: structure({ cluster: name, tasks: list(name, { max: 100 }), include: tags }),
    RunTask: structure({
      capacityProviderStrategy: unsupported,
      cluster: name,
      count: integer(1, 10),
      enableECSManagedTags: unsupported,
      enableExecuteCommand: unsupported,
      group: text({ min: 1, max: 255 }),
      launchType: choice("FARGATE"),
      networkConfiguration: structure({ awsvpcConfiguration: awsvpc }),
      overrides: structure({
        containerOverrides: list(
          structure({
            name,
            command: list(text()),
            environment,
            environmentFiles: unsupported,
            cpu: unsupported,
            memory: unsupported,
            memoryReservation: unsupported,
            resourceRequirements: unsupported,
          }),
          { max: 1 },
        ),
        cpu: unsupported,
        inferenceAcceleratorOverrides: unsupported,
        executionRoleArn: unsupported,
        memory: unsupported,
        taskRoleArn: unsupported,
        ephemeralStorage: unsupported,
      }),
      placementConstraints: unsupported,
      placementStrategy: unsupported,
      platformVersion: unsupported,
      propagateTags: unsupported,
      referenceId: unsupported,
      startedBy: text({ max: 128, pattern: /^[\w/-]*$/ }),
      tags: unsupported,
      taskDefinition: name,
      clientToken: text({ min: 1, max: 64, pattern: /^[!-~]*$/ }),
      volumeConfigurations: unsupported,
    }),
    StopTask: structure({ cluster: name, task: name, reason: text({ max: 1024 }) }),
  },
  elasticloadbalancing: {
    DescribeTargetGroups: structure({ LoadBalancerArn: name, TargetGroupArns: names, Names: names, ...page }),
    DescribeTargetGroupAttributes: structure({ TargetGroupArn: name }),
    DescribeTargetHealth: structure({
      TargetGroupArn: name,
      Targets: list(
        structure({ Id: name, Port: integer(1, 65_535), AvailabilityZone: name, QuicServerId: unsupported }),
        { min: 1 },
      ),
      Include: unsupported,
    }),
    DescribeListeners: structure({ LoadBalancerArn: name, ListenerArns: names, ...page }),
    DescribeRules: structure({ ListenerArn: name, RuleArns: names, ...page }),
    DescribeLoadBalancers: structure({
      LoadBalancerArns: list(name, { min: 1, max: 20 }),
      Names: list(name, { min: 1, max: 20 }),
      ...page,
    }),
  },
  monitoring: cloudWatchShapes,
  logs: {
    FilterLogEvents: structure({
      ...logGroup,
      logStreamNames: list(logStreamName, { min: 1, max: 100 }),
      logStreamNamePrefix: logStreamName,
      startTime: integer(0),
      endTime: integer(0),
      filterPattern: text({ max: 1024 }),
      nextToken: name,
      limit: integer(1, 10_000),
      startFromHead: unsupported,
      // "As of June 17, 2019, this parameter is ignored and the value is assumed to be true."
      interleaved: boolean,
      unmask: unsupported,
    }),
    GetLogEvents: structure({
      ...logGroup,
      logStreamName,
      startTime: integer(0),
      endTime: integer(0),
      nextToken: name,
      limit: integer(1, 10_000),
      startFromHead: boolean,
      unmask: unsupported,
    }),
  },
  secretsmanager: {
    GetSecretValue: structure({
      SecretId: text({ min: 1, max: 2048 }),
      VersionId: unsupported,
      VersionStage: choice("AWSCURRENT"),
    }),
  },
  ssm: { GetParameter: structure({ Name: text({ min: 1, max: 2048 }), WithDecryption: boolean }) },
};

/** The shape of an operation's input; undefined for one that is not in the table, which no handler answers. */
export function inputShapeOf(
  service: string,
  operation: string,
): StructureShape<Readonly<Record<string, InputShape>>> | undefined {
  const services = new Map<string, object>(Object.entries(inputShapes));
  const operations = Object.entries(services.get(service) ?? {});
  return new Map<string, StructureShape<Readonly<Record<string, InputShape>>>>(operations).get(operation);
}
