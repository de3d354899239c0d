import { expect, test } from "vitest";
import { cloudWatchOperations } from "../../../rehearsal/api/cloudwatch-operations.ts";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { awsCliFor, findAwsCli } from "../../support/aws-cli.ts";

const hasCli = findAwsCli("the rehearsal");

test.skipIf(!hasCli)("the AWS CLI reads outputs and errors", { timeout: 60_000 }, async () => {
  await using server = await createAwsServer({
    operations: {
      codedeploy: {
        GetDeployment: ({ deploymentId }) => {
          throw new AwsError("DeploymentDoesNotExistException", `The deployment ${deploymentId} could not be found`);
        },
      },
      elasticloadbalancing: {
        DescribeTargetHealth: ({ Targets = [] }) => ({
          TargetHealthDescriptions: Targets.map((Target) => ({ Target, TargetHealth: { State: "healthy" } })),
        }),
      },
      monitoring: {
        ...cloudWatchOperations([]),
        DescribeAlarms: ({ AlarmNames = [] }) => ({ MetricAlarms: AlarmNames.map((AlarmName) => ({ AlarmName })) }),
      },
    },
  });
  const cli = awsCliFor(server.endpoint);
  const aws = async (...words: string[]) => JSON.parse(await cli(...words, "--output", "json")) as unknown;
  expect(await aws("cloudwatch", "describe-alarms", "--alarm-names", "a", "b")).toEqual({
    MetricAlarms: [{ AlarmName: "a" }, { AlarmName: "b" }],
  });
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
  const datum = `MetricName=Orders,Value=2.5,Timestamp=${hour},Dimensions=[{Name=Colour,Value=green}]`;
  await cli("cloudwatch", "put-metric-data", "--namespace", "Shop", "--metric-data", datum);
  const metric = { Namespace: "Shop", MetricName: "Orders", Dimensions: [{ Name: "Colour", Value: "green" }] };
  const queries = JSON.stringify([
    { Id: "m", MetricStat: { Metric: metric, Period: 60, Stat: "Sum" }, ReturnData: false },
    { Id: "e", Expression: "m * 2" },
  ]);
  const end = new Date(Date.parse(hour) + 60_000).toISOString();
  const range = ["--start-time", hour, "--end-time", end];
  expect(await aws("cloudwatch", "get-metric-data", "--metric-data-queries", queries, ...range)).toMatchObject({
    MetricDataResults: [{ Id: "e", Values: [5], StatusCode: "Complete" }],
  });
  const targets = ["--target-group-arn", "arn", "--targets", "Id=10.0.0.1,Port=80"];
  expect(await aws("elbv2", "describe-target-health", ...targets)).toEqual({
    TargetHealthDescriptions: [{ Target: { Id: "10.0.0.1", Port: 80 }, TargetHealth: { State: "healthy" } }],
  });
  await expect(aws("deploy", "get-deployment", "--deployment-id", "d-1")).rejects.toThrow(
    "(DeploymentDoesNotExistException) when calling the GetDeployment operation: The deployment d-1 could not be found",
  );
});
