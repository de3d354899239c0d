import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type DescribeAlarmsInput,
  ValidationException,
} from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { cloudWatchOperations } from "../../../rehearsal/api/cloudwatch-operations.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "../aws/client-options.ts";

const ALARMS = [
  { name: "shop-5xx", state: "OK", reason: "below" },
  { name: "shop-latency", state: "ALARM", reason: "above" },
  { name: "blog-5xx", state: "ALARM", reason: "above" },
] as const;

test.for<[filters: DescribeAlarmsInput, names: string[]]>([
  [{}, ["shop-5xx", "shop-latency", "blog-5xx"]],
  [{ AlarmNames: ["blog-5xx", "nope"] }, ["blog-5xx"]],
  [{ AlarmNamePrefix: "shop-", StateValue: "ALARM" }, ["shop-latency"]],
  [{ AlarmTypes: ["CompositeAlarm"] }, []],
])("DescribeAlarms of %j answers %j", async ([filters, names]) => {
  await using server = await createAwsServer({ operations: { monitoring: cloudWatchOperations(ALARMS) } });
  const client = new CloudWatchClient(clientOptions(server));
  const { MetricAlarms, NextToken } = await client.send(new DescribeAlarmsCommand(filters));
  expect(MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(names);
  expect(NextToken).toBeUndefined();
});

test("alarms are paged, and names and a prefix exclude each other", async () => {
  await using server = await createAwsServer({ operations: { monitoring: cloudWatchOperations(ALARMS) } });
  const client = new CloudWatchClient(clientOptions(server));
  const first = await client.send(new DescribeAlarmsCommand({ MaxRecords: 2 }));
  const second = await client.send(new DescribeAlarmsCommand({ MaxRecords: 2, NextToken: first.NextToken }));
  expect([first, second].map(({ MetricAlarms }) => MetricAlarms?.length)).toEqual([2, 1]);
  await expect(client.send(new DescribeAlarmsCommand({ NextToken: "x" }))).rejects.toMatchObject({
    name: "InvalidNextToken",
  });
  const both = new DescribeAlarmsCommand({ AlarmNames: ["a"], AlarmNamePrefix: "a" });
  await expect(client.send(both)).rejects.toBeInstanceOf(ValidationException);
});
