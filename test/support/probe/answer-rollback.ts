import { DescribeAlarmsCommand, type CompositeAlarm, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import {
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  type DeploymentGroupInfo,
  type DeploymentInfo,
} from "@aws-sdk/client-codedeploy";
import type { TaskSet } from "@aws-sdk/client-ecs";
import { deploymentInfo } from "../aws-answers.ts";
import type { MockAws } from "../mock-aws.ts";
import { answerCapacity } from "./answer-capacity.ts";

/** What AWS says of a deployment that can be rolled back, but for what is named. */
export interface RollbackSituation {
  readonly group?: DeploymentGroupInfo;
  /** What the deployment itself has in place of its group's. */
  readonly deployment?: Partial<DeploymentInfo>;
  readonly alarms?: readonly MetricAlarm[];
  readonly composite?: readonly CompositeAlarm[];
  readonly blue?: Partial<TaskSet> | null;
}

export const errorsOk: MetricAlarm = { AlarmName: "errors", StateValue: "OK" };

/** A group that is as it should be: rolls back, watches `errors`, and keeps blue for an hour. */
export const SOUND_GROUP: DeploymentGroupInfo = {
  autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
  alarmConfiguration: { enabled: true, alarms: [{ name: "errors" }] },
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: { action: "TERMINATE", terminationWaitTimeInMinutes: 60 },
  },
};

export function answerRollback(aws: MockAws, situation: RollbackSituation): void {
  const { group = {}, deployment = {}, alarms = [errorsOk], composite = [], blue = {} } = situation;
  aws.codeDeploy
    .on(GetDeploymentCommand)
    .resolves({ deploymentInfo: deploymentInfo(deployment) })
    .on(GetDeploymentGroupCommand)
    .resolves({ deploymentGroupInfo: { ...SOUND_GROUP, ...group } });
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [...alarms], CompositeAlarms: [...composite] });
  answerCapacity(aws, { blue });
}
