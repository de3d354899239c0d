import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, ServiceOperations } from "../aws/operations.ts";
import { appSpecFor } from "../codedeploy/app-spec.ts";
import { PREDEFINED_CONFIGS } from "../codedeploy/deployment-config.ts";
import type { DeploymentGroup } from "../codedeploy/deployment-group.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import type { Deployments } from "../codedeploy/deployments.ts";
import { describeConfig, describeDeployment, describeGroup } from "./codedeploy-descriptions.ts";
import { continueDeployment, stopDeployment } from "./steer-deployment.ts";
import { passesTargetFilters } from "./target-filters.ts";
import { sha256 } from "./sha256.ts";
import { describeEcsTarget, targetIdOf } from "./ecs-target.ts";

/** As the API reference limits BatchGetDeploymentTargets. */
const TARGETS_A_CALL = 25;
const REVISION_TYPES: ReadonlySet<string> = new Set(["S3", "GitHub", "String", "AppSpecContent"]);

/** CodeDeploy's operations on the rehearsal's one deployment group. */
export function codeDeployOperations(
  group: DeploymentGroup,
  deployments: Deployments,
): ServiceOperations<"codedeploy"> {
  const find = (id: string): RehearsedDeployment => {
    assertDeploymentId(id);
    const found = deployments.find(id);
    if (!found) throw new AwsError("DeploymentDoesNotExistException", `The deployment ${id} could not be found.`);
    return found;
  };
  const findTarget = (deploymentId: string, targetId: string) => {
    const deployment = find(deploymentId);
    if (targetId !== targetIdOf(group)) {
      throw new AwsError("DeploymentTargetDoesNotExistException", `The deployment target ${targetId} does not exist.`);
    }
    return describeEcsTarget(deployment, group);
  };
  return {
    GetDeployment: ({ deploymentId }) => ({ deploymentInfo: describeDeployment(find(deploymentId), group) }),
    GetDeploymentGroup: ({ applicationName, deploymentGroupName }) => {
      assertApplication(applicationName, group);
      if (deploymentGroupName !== group.name) {
        throw new AwsError(
          "DeploymentGroupDoesNotExistException",
          `No Deployment Group found for name: ${deploymentGroupName}`,
        );
      }
      return { deploymentGroupInfo: describeGroup(group) };
    },
    GetDeploymentConfig: ({ deploymentConfigName }) => {
      const found = [...PREDEFINED_CONFIGS, group.config].find(({ name }) => name === deploymentConfigName);
      if (found) return { deploymentConfigInfo: describeConfig(found) };
      throw new AwsError(
        "DeploymentConfigDoesNotExistException",
        `No Deployment Configuration found for name: ${deploymentConfigName}`,
      );
    },
    GetApplicationRevision: ({ applicationName, revision }) => {
      assertApplication(applicationName, group);
      const content = appSpecFor(group);
      assertRevision(revision, content);
      return {
        applicationName,
        revision: { revisionType: "AppSpecContent", appSpecContent: { content, sha256: sha256(content) } },
      };
    },
    ListDeploymentTargets: ({ deploymentId, nextToken, targetFilters }) => {
      const deployment = find(deploymentId);
      // There is one target, and never a second page.
      if (nextToken !== undefined)
        throw new AwsError("InvalidNextTokenException", "The next token was specified in an invalid format.");
      return { targetIds: passesTargetFilters(deployment, targetFilters ?? {}) ? [targetIdOf(group)] : [] };
    },
    GetDeploymentTarget: ({ deploymentId, targetId }) => ({ deploymentTarget: findTarget(deploymentId, targetId) }),
    BatchGetDeploymentTargets: ({ deploymentId, targetIds }) => {
      if (targetIds.length > TARGETS_A_CALL) {
        throw new AwsError(
          "DeploymentTargetListSizeExceededException",
          "The maximum number of targets that can be associated with an Amazon ECS or AWS Lambda deployment was exceeded.",
        );
      }
      return { deploymentTargets: targetIds.map((targetId) => findTarget(deploymentId, targetId)) };
    },
    StopDeployment: ({ deploymentId, autoRollbackEnabled }) =>
      stopDeployment(deployments, find(deploymentId), autoRollbackEnabled),
    ContinueDeployment: ({ deploymentId = "", deploymentWaitType }) => {
      continueDeployment(find(deploymentId), deploymentWaitType);
      return {};
    },
    PutLifecycleEventHookExecutionStatus: ({ deploymentId, lifecycleEventHookExecutionId, status }) => {
      if (deploymentId !== undefined) assertDeploymentId(deploymentId);
      deployments.executions.put(deploymentId, lifecycleEventHookExecutionId, status);
      return { lifecycleEventHookExecutionId };
    },
  };
}

function assertApplication(name: string | undefined, group: DeploymentGroup): void {
  if (name === group.applicationName) return;
  throw new AwsError("ApplicationDoesNotExistException", `No application found for name: ${name}`);
}

function assertDeploymentId(id: string): void {
  if (/^d-[A-Z0-9]{9,10}$/.test(id)) return;
  throw new AwsError(
    "InvalidDeploymentIdException",
    "At least one of the deployment IDs was specified in an invalid format.",
  );
}

type Revision = OperationInput<"codedeploy", "GetApplicationRevision">["revision"];

/** The application has one revision: the AppSpec of the release, by its hash. */
function assertRevision({ revisionType, appSpecContent }: Revision, content: string): void {
  if (revisionType === undefined || !REVISION_TYPES.has(revisionType)) {
    throw new AwsError("InvalidRevisionException", "The revision was specified in an invalid format.");
  }
  const isKnown =
    revisionType === "AppSpecContent" &&
    appSpecContent?.sha256 === sha256(content) &&
    (appSpecContent.content === undefined || appSpecContent.content === content);
  if (isKnown) return;
  throw new AwsError(
    "RevisionDoesNotExistException",
    "The named revision does not exist with the user or AWS account.",
  );
}
