import { GetDeploymentGroupCommand, type DeploymentGroupInfo } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { getAlarmSettings } from "../../../shared/deployment/deployment-group.ts";
import { releaseOf } from "../../../shared/deployment/get-deployment.ts";
import { DEPLOYMENT_ID, deploymentInfo } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;
const release = releaseOf({ id: DEPLOYMENT_ID, creator: "user", rollback: undefined, info: deploymentInfo() });

test.for<[string, DeploymentGroupInfo, object]>([
  [
    "that watches some",
    { alarmConfiguration: { enabled: true, alarms: [{ name: "a" }, {}] } },
    { enabled: true, names: ["a"] },
  ],
  [
    "that has turned them off",
    { alarmConfiguration: { enabled: false, alarms: [{ name: "a" }] } },
    { enabled: false, names: ["a"] },
  ],
  ["that never had any", {}, { enabled: false, names: [] }],
])("a release has the alarms of its group: one %s", async ([, deploymentGroupInfo, expected]) => {
  const { clients, codeDeploy } = mockAws();
  const names = { applicationName: "shop-app", deploymentGroupName: "shop-group" };
  codeDeploy.on(GetDeploymentGroupCommand, names).resolves({ deploymentGroupInfo });
  expect(await getAlarmSettings(clients, release, running)).toEqual(expected);
});

test("a group that is not answered is an error, not a group without alarms", async () => {
  const { clients, codeDeploy } = mockAws();
  codeDeploy.on(GetDeploymentGroupCommand).resolves({});
  await expect(getAlarmSettings(clients, release, running)).rejects.toThrow(
    "GetDeploymentGroup shop-group answered without group",
  );
});

test("a release with alarms of its own has those, and its group is not asked", async () => {
  const { clients, codeDeploy } = mockAws();
  const alarmsOverride = { enabled: true, names: ["mine"] };
  expect(await getAlarmSettings(clients, { ...release, alarmsOverride }, running)).toBe(alarmsOverride);
  expect(codeDeploy.calls()).toHaveLength(0);
});
