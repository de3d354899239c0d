import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  ListMetricsCommand,
  type MetricDataQuery,
  MissingRequiredParameterException,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from "@aws-sdk/client-cloudwatch";
import { expect, onTestFinished, test } from "vitest";
import { cloudWatchOperations } from "../../../rehearsal/api/cloudwatch-operations.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { MetricStore } from "../../../rehearsal/cloudwatch/metric-store.ts";
import { customersAlarm } from "../../../rehearsal/customers-alarm.ts";
import { clientOptions } from "../aws/client-options.ts";

/** The beginning of an hour that is not long ago: PutMetricData takes two weeks. */
const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000;
const at = (seconds: number): Date => new Date(HOUR + seconds * 1000);

async function startCloudWatch(minuteMs = 60_000): Promise<CloudWatchClient> {
  const metrics = { store: new MetricStore(), minuteMs };
  const server = await createAwsServer({
    operations: { monitoring: cloudWatchOperations([customersAlarm()], metrics) },
  });
  onTestFinished(() => server.close());
  return new CloudWatchClient(clientOptions(server));
}

function ask(id: string, name: string, stat: string, period = 60): MetricDataQuery {
  return {
    Id: id,
    MetricStat: { Metric: { Namespace: "Shop", MetricName: name, Dimensions: [] }, Period: period, Stat: stat },
  };
}

const RANGE = { StartTime: at(0), EndTime: at(600) };

/** A minute with a value, one without, one with two values. */
async function publishOrders(client: CloudWatchClient): Promise<void> {
  await client.send(
    new PutMetricDataCommand({
      Namespace: "Shop",
      MetricData: [
        { MetricName: "Orders", Value: 4, Timestamp: at(10) },
        { MetricName: "Orders", Values: [1, 3], Counts: [2, 1], Timestamp: at(130) },
        { MetricName: "Errors", Value: 1, Timestamp: at(130), Unit: "Count" },
      ],
    }),
  );
}

test("what was put is read by period, the newest first where nothing else is said, with gaps where nothing was", async () => {
  const client = await startCloudWatch();
  await publishOrders(client);
  const queries = [ask("orders", "Orders", "Sum"), ask("slowest", "Orders", "p50"), ask("none", "Nothing", "Sum")];
  const newest = await client.send(new GetMetricDataCommand({ MetricDataQueries: queries, ...RANGE }));
  expect(newest.MetricDataResults).toEqual([
    { Id: "orders", Label: "Orders", Timestamps: [at(120), at(0)], Values: [5, 4], StatusCode: "Complete" },
    { Id: "slowest", Label: "Orders", Timestamps: [at(120), at(0)], Values: [1, 4], StatusCode: "Complete" },
    { Id: "none", Label: "Nothing", Timestamps: [], Values: [], StatusCode: "Complete" },
  ]);
  const oldest = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ ...ask("orders", "Orders", "Sum", 120), Label: "All orders" }],
      ...RANGE,
      ScanBy: "TimestampAscending",
    }),
  );
  expect(oldest.MetricDataResults).toEqual([
    { Id: "orders", Label: "All orders", Timestamps: [at(0), at(120)], Values: [4, 5], StatusCode: "Complete" },
  ]);
});

test("the start is rounded down to the minute and inclusive, the end is exclusive", async () => {
  const client = await startCloudWatch();
  await publishOrders(client);
  const read = async (StartTime: Date, EndTime: Date): Promise<unknown> => {
    const command = new GetMetricDataCommand({ MetricDataQueries: [ask("m", "Orders", "Sum")], StartTime, EndTime });
    return (await client.send(command)).MetricDataResults?.[0]?.Values;
  };
  expect(await read(at(59), at(120))).toEqual([4]);
  expect(await read(at(60), at(121))).toEqual([5]);
});

test("an expression uses the other queries, whether or not they are returned", async () => {
  const client = await startCloudWatch();
  await publishOrders(client);
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        { ...ask("errors", "Errors", "Sum"), ReturnData: false },
        { ...ask("orders", "Orders", "Sum"), ReturnData: false },
        { Id: "rate", Expression: "100 * errors / orders", Label: "Error rate" },
        { Id: "all", Expression: "METRICS()" },
      ],
      ...RANGE,
    }),
  );
  expect(MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values])).toEqual([
    ["rate", "Error rate", [20, 0]],
    ["all", "all Errors", [1]],
    ["all", "all Orders", [5, 4]],
  ]);
});

test("what does not fit into a page is announced, and read with the token; but not with an expression", async () => {
  const client = await startCloudWatch();
  await publishOrders(client);
  const input = { MetricDataQueries: [ask("a", "Orders", "Sum"), ask("b", "Errors", "Sum")], ...RANGE };
  const first = await client.send(new GetMetricDataCommand({ ...input, MaxDatapoints: 1 }));
  expect(first.MetricDataResults?.map(({ Values, StatusCode }) => [Values, StatusCode])).toEqual([
    [[5], "PartialData"],
    [[], "PartialData"],
  ]);
  const second = await client.send(
    new GetMetricDataCommand({ ...input, MaxDatapoints: 2, NextToken: first.NextToken }),
  );
  expect(second.NextToken).toBeUndefined();
  expect(second.MetricDataResults?.map(({ Values, StatusCode }) => [Values, StatusCode])).toEqual([
    [[4], "Complete"],
    [[1], "Complete"],
  ]);
  await expect(client.send(new GetMetricDataCommand({ ...input, NextToken: "x" }))).rejects.toMatchObject({
    name: "InvalidNextToken",
  });
  const withMath = { ...input, MetricDataQueries: [...input.MetricDataQueries, { Id: "e", Expression: "a + b" }] };
  const math = await client.send(new GetMetricDataCommand({ ...withMath, MaxDatapoints: 1 }));
  expect([math.NextToken, math.MetricDataResults?.at(-1)?.StatusCode]).toEqual([undefined, "PartialData"]);
});

test.for<[problem: string, queries: MetricDataQuery[], range?: { StartTime: Date; EndTime: Date }]>([
  ["must match", [ask("Upper", "Orders", "Sum")]],
  ["must match", [ask("1st", "Orders", "Sum")]],
  ["not unique", [ask("m", "Orders", "Sum"), ask("m", "Errors", "Sum")]],
  ["less than or equal to 500", Array.from({ length: 501 }, (_, index) => ask(`m${index}`, "Orders", "Sum"))],
  ["must be 1, 5, 10, 20, 30 or a multiple of 60, not 45", [ask("m", "Orders", "Sum", 45)]],
  ["Stat is 'p101'", [ask("m", "Orders", "p101")]],
  ["either Expression or MetricStat", [{ Id: "m" }]],
  ["either Expression or MetricStat", [{ ...ask("m", "Orders", "Sum"), Expression: "1" }]],
  [
    "Error in expression 'e': The rehearsal does not support the function RATE",
    [ask("m", "Orders", "Sum"), { Id: "e", Expression: "RATE(m)" }],
  ],
  ["Error in expression 'e': Syntax error", [{ Id: "e", Expression: "m +" }]],
  ["Metrics Insights", [{ Id: "e", Expression: 'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)' }]],
  ["different periods", [ask("a", "A", "Sum"), ask("b", "B", "Sum", 300), { Id: "e", Expression: "a + b" }]],
  ["ReturnData", [{ ...ask("m", "Orders", "Sum"), ReturnData: false }]],
  ["dynamic labels", [{ ...ask("m", "Orders", "Sum"), Label: "${MAX}" }]],
  ["must not equal", [ask("m", "Orders", "Sum")], { StartTime: at(0), EndTime: at(0) }],
  ["must be greater than StartTime", [ask("m", "Orders", "Sum")], { StartTime: at(60), EndTime: at(0) }],
])("GetMetricData refuses what AWS refuses, or the rehearsal does not know: %s", async ([problem, queries, range]) => {
  const client = await startCloudWatch();
  const command = new GetMetricDataCommand({ MetricDataQueries: queries, ...(range ?? RANGE) });
  await expect(client.send(command)).rejects.toMatchObject({
    name: "ValidationException",
    message: expect.stringContaining(problem),
    $metadata: { httpStatusCode: 400 },
  });
});

test("metrics of standard resolution are stored by CloudWatch's minute, those of high resolution by the second", async () => {
  const client = await startCloudWatch(5000);
  await client.send(
    new PutMetricDataCommand({
      Namespace: "Shop",
      MetricData: [
        { MetricName: "Standard", Value: 1, Timestamp: at(7) },
        { MetricName: "High", Value: 1, Timestamp: at(7), StorageResolution: 1 },
      ],
    }),
  );
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [ask("s", "Standard", "Sum", 1), ask("h", "High", "Sum", 1)],
      ...RANGE,
    }),
  );
  expect(MetricDataResults?.map(({ Timestamps }) => Timestamps)).toEqual([[at(5)], [at(7)]]);
});

test("a large request comes compressed, and is understood", async () => {
  const client = await startCloudWatch();
  const MetricData = Array.from({ length: 1000 }, (_, index) => ({ MetricName: `Orders${index}`, Value: index }));
  await client.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData }));
  const first = await client.send(new ListMetricsCommand({ Namespace: "Shop" }));
  const second = await client.send(new ListMetricsCommand({ Namespace: "Shop", NextToken: first.NextToken }));
  expect([first.Metrics?.length, second.Metrics?.length, second.NextToken]).toEqual([500, 500, undefined]);
});

test("metrics are listed by namespace, name and dimensions", async () => {
  const client = await startCloudWatch();
  const Dimensions = [
    { Name: "Colour", Value: "green" },
    { Name: "Zone", Value: "a" },
  ];
  await publishOrders(client);
  const datum = { MetricName: "Orders", Dimensions, Value: 1 };
  await client.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData: [datum] }));
  const list = async (filters: object): Promise<unknown> => {
    return (await client.send(new ListMetricsCommand(filters))).Metrics;
  };
  const wanted = [{ Namespace: "Shop", MetricName: "Orders", Dimensions }];
  expect(await list({ Dimensions: [{ Name: "Colour" }] })).toEqual(wanted);
  expect(await list({ MetricName: "Orders", Dimensions: [{ Name: "Zone", Value: "a" }] })).toEqual(wanted);
  expect(await list({ Dimensions: [{ Name: "Zone", Value: "b" }] })).toEqual([]);
  expect(await list({ Namespace: "AWS/EC2" })).toEqual([]);
});

type Data = PutMetricDataCommandInput["MetricData"];
test.for<[error: new (...options: never[]) => Error, data: Data]>([
  [MissingRequiredParameterException, []],
  [MissingRequiredParameterException, [{ MetricName: "m" }]],
  [InvalidParameterCombinationException, [{ MetricName: "m", Value: 1, Values: [1] }]],
  [InvalidParameterValueException, [{ MetricName: "m", Values: [1], Counts: [1, 2] }]],
  [InvalidParameterValueException, [{ MetricName: "m", Value: 1, StorageResolution: 5 }]],
  [InvalidParameterValueException, [{ MetricName: "m", Value: 1, Timestamp: new Date(0) }]],
  [InvalidParameterValueException, [{ MetricName: "m", Value: 2 ** 361 }]],
])("PutMetricData refuses with %o: %j", async ([error, MetricData]) => {
  const client = await startCloudWatch();
  const sent = client.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData }));
  await expect(sent).rejects.toBeInstanceOf(error);
  expect((await client.send(new ListMetricsCommand({}))).Metrics).toEqual([]);
});

test("an alarm is described with what it watches", async () => {
  const client = await startCloudWatch();
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["shop-5xx"] }));
  expect(MetricAlarms?.[0]).toMatchObject({
    AlarmName: "shop-5xx",
    AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-5xx",
    Namespace: "AWS/ApplicationELB",
    MetricName: "HTTPCode_Target_5XX_Count",
    Dimensions: [{ Name: "LoadBalancer", Value: "app/rehearsal/0123456789abcdef" }],
    Period: 60,
    TreatMissingData: "notBreaching",
  });
});
