import { CloudWatchClient, DescribeAlarmsCommand, InvalidNextToken } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CodeDeployClient, DeploymentDoesNotExistException, GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "./client-options.ts";

const instant = new Date("2026-01-02T03:04:05.678Z");

test("what a handler answers reaches the SDK unchanged: dates, nested lists, empty lists and any text", async () => {
  const deploymentInfo = {
    deploymentId: "d-1",
    createTime: instant,
    description: "a & b < c > \"d\" 'e' \u0000 日本 🟢",
    loadBalancerInfo: { targetGroupPairInfoList: [{ targetGroups: [{ name: "blue" }, { name: "green" }] }] },
    relatedDeployments: { autoUpdateOutdatedInstancesDeploymentIds: [] },
  };
  await using server = await createAwsServer({
    operations: {
      codedeploy: { GetDeployment: () => ({ deploymentInfo: { ...deploymentInfo, creator: undefined } }) },
    },
  });
  const client = new CodeDeployClient(clientOptions(server));
  const output = await client.send(new GetDeploymentCommand({ deploymentId: "d-1" }));
  expect(output.deploymentInfo).toEqual(deploymentInfo);
  expect(output.$metadata.requestId).toMatch(/^[\da-f-]{36}$/);
});

test("a handler receives the input as the SDK was given it", async () => {
  const inputs: unknown[] = [];
  await using server = await createAwsServer({
    operations: {
      ecs: { DescribeServices: (input) => (inputs.push(input), { services: [], failures: [] }) },
      logs: { GetLogEvents: (input) => (inputs.push(input), { events: [] }) },
    },
  });
  const services = { cluster: "c", services: ["é & <b>"], include: [] };
  const events = { logGroupName: "g", logStreamName: "s", startTime: 1_767_323_045_678, startFromHead: true };
  await new ECSClient(clientOptions(server)).send(new DescribeServicesCommand(services));
  await new CloudWatchLogsClient(clientOptions(server)).send(new GetLogEventsCommand(events));
  expect(inputs).toEqual([services, events]);
});

test("an error is the SDK's typed exception, with its message", async () => {
  await using server = await createAwsServer({
    operations: {
      codedeploy: {
        GetDeployment: ({ deploymentId }) => {
          throw new AwsError("DeploymentDoesNotExistException", `The deployment ${deploymentId} could not be found`);
        },
      },
    },
  });
  const sent = new CodeDeployClient(clientOptions(server)).send(new GetDeploymentCommand({ deploymentId: "d-ü" }));
  await expect(sent).rejects.toBeInstanceOf(DeploymentDoesNotExistException);
  await expect(sent).rejects.toThrow("The deployment d-ü could not be found");
});

test("CloudWatch answers in JSON 1.0, and its errors carry the code of the query protocol as well", async () => {
  await using server = await createAwsServer({
    operations: {
      monitoring: {
        DescribeAlarms: ({ NextToken, AlarmNames }) => {
          if (NextToken !== undefined) throw new AwsError("InvalidNextToken", "The next token is not valid.");
          return { MetricAlarms: AlarmNames?.map((AlarmName) => ({ AlarmName, StateUpdatedTimestamp: instant })) };
        },
      },
    },
  });
  const client = new CloudWatchClient(clientOptions(server));
  const output = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["a", "b"] }));
  expect(output.MetricAlarms).toMatchObject([{ AlarmName: "a", StateUpdatedTimestamp: instant }, { AlarmName: "b" }]);
  const refused: unknown = await client.send(new DescribeAlarmsCommand({ NextToken: "x" })).catch((error) => error);
  expect(refused).toBeInstanceOf(InvalidNextToken);
  expect(refused).toMatchObject({ Error: { Code: "InvalidNextToken", Type: "Sender" } });
});

test.for(["", "{", "[]", "null", '"d-1"', Uint8Array.of(0x7b, 0xff, 0x7d)])(
  "a body that is not a JSON object is a SerializationException: %j",
  async (body) => {
    await using server = await createAwsServer({
      operations: { codedeploy: { GetDeployment: () => ({ deploymentInfo: {} }) } },
    });
    const headers = { "x-amz-target": "CodeDeploy_20141006.GetDeployment" };
    const response = await fetch(server.endpoint, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(response.headers.get("x-amzn-errortype")).toBe("SerializationException");
    expect(await response.json()).toMatchObject({ __type: "SerializationException" });
  },
);
