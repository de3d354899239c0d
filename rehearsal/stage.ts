import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cloudWatchOperations } from "./api/cloudwatch-operations.ts";
import { codeDeployOperations } from "./api/codedeploy-operations.ts";
import { ecsOperations } from "./api/ecs-operations.ts";
import { loadBalancingOperations } from "./api/load-balancing-operations.ts";
import { invokeFunction } from "./api/invoke-function.ts";
import { functionLogGroups, taskLogGroup } from "./api/log-groups.ts";
import { logsOperations } from "./api/logs-operations.ts";
import { getObjectOf } from "./api/s3-objects.ts";
import { secretsManagerOperations } from "./api/secrets-manager-operations.ts";
import { ssmOperations } from "./api/ssm-operations.ts";
import {
  ACCOUNT_ID,
  APPLICATION,
  CLUSTER_ARN,
  DEPLOYMENT_GROUP,
  LOAD_BALANCER_ARN,
  SERVICE,
  ZONES,
} from "./account.ts";
import { groupAlarms } from "./alarms/group-alarms.ts";
import type { AwsCall } from "./aws/dispatch.ts";
import type { Operations } from "./aws/operations.ts";
import { createAwsServer, type AwsServer } from "./aws/server.ts";
import { createCloudWatch } from "./cloudwatch/cloudwatch.ts";
import type { DeploymentGroup } from "./codedeploy/deployment-group.ts";
import { Deployments } from "./codedeploy/deployments.ts";
import { prepareConfiguration } from "./configuration-module.ts";
import { prepareSample, sampleNeeds } from "./database/prepare-sample.ts";
import type { DeploymentClock } from "./deployment-clock.ts";
import { healthCheckSettings } from "./health-check-settings.ts";
import { createHookClock } from "./hook-clock.ts";
import { createAddressPool } from "./ecs/address-pool.ts";
import { Cluster } from "./ecs/cluster.ts";
import type { AnswerRecord } from "./elb/load-balancer.ts";
import { createLoadBalancer } from "./elb/load-balancer.ts";
import { findHealthPath } from "./find-health-path.ts";
import { deployFunctions, type DeployedFunctions } from "./functions.ts";
import {
  createLambdaService,
  type AcceptedInvocation,
  type FunctionLine,
  type InvocationEnd,
  type LambdaService,
} from "./lambda/lambda-service.ts";
import type { RehearsalOptions } from "./options.ts";
import { createPace } from "./pace.ts";
import { authoriseBy } from "./permissions.ts";
import { createReleases } from "./release.ts";
import { NO_SECRETS } from "./secrets.ts";
import { settleAll } from "./settle-all.ts";
import { readSecretsFile } from "./secrets-file.ts";
import type { Staging } from "./staging.ts";

/** Everything a deployment needs, running: AWS's endpoints, the load balancer, the functions. No task yet. */
export interface Stage {
  readonly group: DeploymentGroup;
  readonly deployments: Deployments;
  readonly lambda: LambdaService;
  readonly aws: AwsServer;
  readonly functions: DeployedFunctions;
  /** The clock of the hour that a hook has. */
  readonly hookClock: DeploymentClock;
  readonly healthPath: string;
  /** Which configuration the functions have, in words. */
  readonly configuration: string;
}

/** Who is told of what happens on the stage. */
export interface StageObserver {
  readonly onAnswer: (answer: AnswerRecord) => void;
  readonly onLine: (line: FunctionLine) => void;
  readonly onInvocationStart: (invocation: AcceptedInvocation) => void;
  readonly onInvocationEnd: (end: InvocationEnd) => void;
  readonly onCall: (call: AwsCall) => void;
  readonly onFault: (fault: unknown) => void;
}

const SERVERLESS_FILE = fileURLToPath(new URL("../serverless.yml", import.meta.url));

const SERVICE_ROLE_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/AWSCodeDeployRoleForECS`;

/**
 * Builds it up; `resources` takes it down again, in the opposite order, also where building it up fails half-way.
 * @param environment `host`: what the tasks inherit; `cwd`: where the user's commands run
 */
export async function setStage(
  options: RehearsalOptions,
  environment: Staging & { readonly host: Readonly<Record<string, string>>; readonly cwd: string },
  observer: StageObserver,
  clock: DeploymentClock,
  resources: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<Stage> {
  const secrets =
    options.secrets === undefined ? NO_SECRETS : await readSecretsFile(resolve(environment.cwd, options.secrets));
  const folder = await mkdtemp(join(tmpdir(), "rehearsal-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const hookClock = createHookClock(clock.scale);
  const instead = {
    ...(environment.ownConfiguration !== undefined && { own: environment.ownConfiguration }),
    ...(environment.configuration !== undefined && { given: environment.configuration }),
  };
  const configuration = await prepareConfiguration(options, folder, createPace(clock), instead);
  const outDir = join(folder, "functions");
  const isSample = options.green === undefined;
  const { longestInvocationMs, handlers, built } = environment;
  const needs = {
    ...(isSample ? sampleNeeds(secrets) : secrets),
    ...(handlers && { handlers }),
    ...(built !== undefined && { built }),
    ...(longestInvocationMs !== undefined && { longestInvocationMs }),
  };
  const fault = options.greenFault?.kind;
  const [functions, sample] = await settleAll([
    deployFunctions(SERVERLESS_FILE, configuration.path, outDir, hookClock, needs),
    isSample && environment.withoutDatabase !== true
      ? prepareSample({ folder, fault, host: environment.host }, resources, signal)
      : Promise.resolve(undefined),
  ]);

  const ownPrograms = options.blue !== undefined || options.green !== undefined;
  const addresses = await createAddressPool({ zones: ZONES, ownPorts: ownPrograms });
  const cluster = new Cluster({
    arn: CLUSTER_ARN,
    serviceName: SERVICE,
    addresses,
    clock,
    hostEnvironment: environment.host,
  });
  resources.defer(() => cluster.close());
  const releases = createReleases(options, sample, environment.cwd);
  cluster.taskDefinitions.push(releases.blue, releases.green);
  const healthPath =
    options.healthPath ?? (ownPrograms ? await findHealthPath(cluster, releases.blue, signal) : "/health");

  const cloudWatch = createCloudWatch(clock, environment.reportingDelay);
  const loadBalancer = await createLoadBalancer({
    arn: LOAD_BALANCER_ARN,
    host: "127.0.0.1",
    ports: { production: 0, test: 0 },
    clock,
    onAnswer: (answer) => {
      cloudWatch.record(answer);
      observer.onAnswer(answer);
    },
  });
  resources.use(loadBalancer);
  const matcher = ownPrograms ? "200-399" : "200";
  const healthCheck = healthCheckSettings({ path: healthPath, matcher, targets: 2 * options.tasks }, clock);
  const createTargetGroup = (name: string) => loadBalancer.createTargetGroup({ name, port: 8080, healthCheck });
  const group: DeploymentGroup = {
    applicationName: APPLICATION,
    name: DEPLOYMENT_GROUP,
    cluster,
    loadBalancer,
    // Neither name says which is green: they swap with every deployment.
    targetGroups: { blue: createTargetGroup("shop-2"), green: createTargetGroup("shop-1") },
    definitions: releases,
    desiredCount: options.tasks,
    hooks: functions.arnAt,
    alarms: environment.alarms ?? groupAlarms(options),
    alarmPolling: { isPossible: true },
    serviceRoleArn: SERVICE_ROLE_ARN,
    ...options.settings,
  };

  resources.use(cloudWatch.start(() => loadBalancer.targetGroups(), group.alarms));

  const deployments = new Deployments();
  const operations: Operations = {
    codedeploy: codeDeployOperations(group, deployments),
    ecs: ecsOperations(cluster),
    elasticloadbalancing: loadBalancingOperations(loadBalancer),
    monitoring: cloudWatchOperations(group.alarms, cloudWatch),
    logs: logsOperations(() => [taskLogGroup(cluster), ...functionLogGroups(lambda.logs)]),
    secretsmanager: secretsManagerOperations(new Map([...(sample?.secrets ?? []), ...secrets.secretsManager])),
    ssm: ssmOperations(secrets.ssm),
  };
  const aws = await createAwsServer({
    port: options.serve,
    operations: environment.answerAws?.(operations) ?? operations,
    ...(sample && { s3: getObjectOf(sample.manifests.objects) }),
    lambda: invokeFunction(() => lambda, signal),
    authorise: authoriseBy(functions.permissions),
    onCall: observer.onCall,
    onFault: observer.onFault,
  });
  resources.use(aws);
  const lambda = createLambdaService({
    functions: functions.configurations(aws.endpoint),
    onInvocationStart: observer.onInvocationStart,
    onInvocationEnd: observer.onInvocationEnd,
    ...(environment.dropInvocation && { dropInvocation: environment.dropInvocation }),
    onLine: observer.onLine,
    retryDelayMs: (attempt) => clock.wallMs(60 * attempt),
  });
  resources.use(lambda);
  return {
    group,
    deployments,
    lambda,
    aws,
    functions,
    hookClock,
    healthPath,
    configuration: configuration.description,
  };
}
