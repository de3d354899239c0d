import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  TargetGroupNotFoundException,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "./client-options.ts";

test("what a handler answers reaches the SDK unchanged: dates, numbers, booleans, nested lists and any text", async () => {
  const LoadBalancers = [
    {
      LoadBalancerName: "a & b < c > \"d\" 'e' ]]> 日本 🟢",
      CreatedTime: new Date("2026-01-02T03:04:05.678Z"),
      AvailabilityZones: [
        { ZoneName: "us-east-1a", LoadBalancerAddresses: [{ IpAddress: "10.0.0.1" }, { IpAddress: "10.0.0.2" }] },
        { ZoneName: "us-east-1b", LoadBalancerAddresses: [] },
      ],
      SecurityGroups: ["sg-1"],
    },
    { LoadBalancerName: "0" },
  ];
  await using server = await createAwsServer({
    operations: { elasticloadbalancing: { DescribeLoadBalancers: () => ({ LoadBalancers, NextMarker: undefined }) } },
  });
  const client = new ElasticLoadBalancingV2Client(clientOptions(server));
  const output = await client.send(new DescribeLoadBalancersCommand({}));
  expect(output.LoadBalancers).toEqual(LoadBalancers);
  expect(output.NextMarker).toBeUndefined();
});

test("numbers and booleans keep their types", async () => {
  const TargetGroups = [{ Port: 80, HealthCheckEnabled: true, HealthCheckPath: "/", Matcher: { HttpCode: "200" } }];
  await using server = await createAwsServer({
    operations: { elasticloadbalancing: { DescribeTargetGroups: () => ({ TargetGroups }) } },
  });
  const client = new ElasticLoadBalancingV2Client(clientOptions(server));
  expect((await client.send(new DescribeTargetGroupsCommand({}))).TargetGroups).toEqual(TargetGroups);
});

test("an empty list is an empty list in an output, and refused as a filter", async () => {
  await using server = await createAwsServer({
    operations: { elasticloadbalancing: { DescribeTargetHealth: () => ({ TargetHealthDescriptions: [] }) } },
  });
  const client = new ElasticLoadBalancingV2Client(clientOptions(server));
  const output = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: "arn" }));
  expect(output.TargetHealthDescriptions).toEqual([]);
  await expect(
    client.send(new DescribeTargetHealthCommand({ TargetGroupArn: "arn", Targets: [] })),
  ).rejects.toMatchObject({ name: "ValidationError", message: expect.stringContaining("'Targets'") });
});

test("a handler receives the input as the SDK was given it, with lists in order", async () => {
  const inputs: unknown[] = [];
  await using server = await createAwsServer({
    operations: {
      elasticloadbalancing: {
        DescribeTargetHealth: (input) => (inputs.push(input), { TargetHealthDescriptions: [] }),
      },
    },
  });
  const Targets = Array.from({ length: 12 }, (_, index) => ({ Id: `10.0.0.${index} & é=%+`, Port: 8000 + index }));
  const client = new ElasticLoadBalancingV2Client(clientOptions(server));
  await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: "arn", Targets }));
  expect(inputs).toEqual([{ TargetGroupArn: "arn", Targets }]);
});

test.for(["TargetGroupNotFound", "TargetGroupNotFoundException"])(
  "an error is the SDK's typed exception, whichever of its two names is thrown: %s",
  async (code) => {
    await using server = await createAwsServer({
      operations: {
        elasticloadbalancing: {
          DescribeTargetGroups: () => {
            throw new AwsError(code, "One or more target groups not found: <x>");
          },
        },
      },
    });
    const sent = new ElasticLoadBalancingV2Client(clientOptions(server)).send(new DescribeTargetGroupsCommand({}));
    await expect(sent).rejects.toBeInstanceOf(TargetGroupNotFoundException);
    await expect(sent).rejects.toMatchObject({
      message: "One or more target groups not found: <x>",
      Error: { Code: "TargetGroupNotFound", Type: "Sender" },
    });
  },
);

test("CloudWatch is answered in the query protocol too, for clients that still speak it", async () => {
  await using server = await createAwsServer({
    operations: { monitoring: { DescribeAlarms: ({ MaxRecords = 0 }) => ({ NextToken: `after ${MaxRecords + 1}` }) } },
  });
  const body = new URLSearchParams({ Action: "DescribeAlarms", Version: "2010-08-01", MaxRecords: "9" });
  const response = await fetch(server.endpoint, { method: "POST", body });
  expect(await response.text()).toContain(
    '<DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmsResult><NextToken>after 10</NextToken>',
  );
});
