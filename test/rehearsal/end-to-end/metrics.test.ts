import { readFile } from "node:fs/promises";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from "@aws-sdk/client-codedeploy";
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test, vi } from "vitest";
import { freePort } from "../../support/free-port.ts";
import { signInvoke } from "../lambda/sign-invoke.ts";
import { startRehearsal } from "./run-rehearsal.ts";

const EVENT = new URL("../../../events/after-allow-traffic.json", import.meta.url);
const BEFORE_INSTALL = "CodeDeployHook_verdigris-rehearsal-before-install";

/** A service that gives customers this status, and everybody else 200. */
const program = (status: string): string =>
  `'${process.execPath}' -e "require('http').createServer((q, s) => { s.statusCode = q.headers['x-rehearsal-customer'] ? ${status} : 200; s.end() }).listen(process.env.PORT, process.env.HOST)"`;

function settingsFor(port: number) {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "someone", secretAccessKey: "x" },
  };
}

/** Reports for the event that is held. */
async function report(settings: ReturnType<typeof settingsFor>, status: "Succeeded" | "Failed"): Promise<void> {
  const event: { DeploymentId: string; LifecycleEventHookExecutionId: string } = JSON.parse(
    await readFile(EVENT, "utf8"),
  );
  await new CodeDeployClient(settings).send(
    new PutLifecycleEventHookExecutionStatusCommand({
      deploymentId: event.DeploymentId,
      lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId,
      status,
    }),
  );
}

test(
  "after the shift, CloudWatch has what customers met, of green now and of blue before",
  { timeout: 120_000 },
  async () => {
    const port = await freePort();
    const rehearsal = startRehearsal([
      "--green",
      program("200"),
      "--serve",
      String(port),
      "--hold",
      "AfterAllowTraffic",
      "--json",
    ]);
    await rehearsal.saying("is held");
    const settings = settingsFor(port);
    const cloudWatch = new CloudWatchClient(settings);
    const { TargetGroups = [] } = await new ElasticLoadBalancingV2Client(settings).send(
      new DescribeTargetGroupsCommand({ Names: ["shop-2", "shop-1"] }),
    );
    const [blue = "", green = ""] = TargetGroups.map(
      ({ TargetGroupArn = "" }) => TargetGroupArn.split(":").at(-1) ?? "",
    );
    const of = (Id: string, MetricName: string, Stat: string, targetGroup: string) => {
      const Dimensions = [
        { Name: "TargetGroup", Value: targetGroup },
        { Name: "LoadBalancer", Value: "app/rehearsal/0123456789abcdef" },
      ];
      return {
        Id,
        MetricStat: { Metric: { Namespace: "AWS/ApplicationELB", MetricName, Dimensions }, Period: 1, Stat },
      };
    };
    const read = async (): Promise<Map<string, number[]>> => {
      const now = Date.now();
      const { MetricDataResults = [] } = await cloudWatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now - 60_000),
          EndTime: new Date(now),
          MetricDataQueries: [
            of("blue", "RequestCount", "Sum", blue),
            of("green", "RequestCount", "Sum", green),
            of("errors", "HTTPCode_Target_5XX_Count", "Sum", green),
            of("slowest", "TargetResponseTime", "p95", green),
            of("healthy", "HealthyHostCount", "Minimum", green),
            { Id: "rate", Expression: "errors / green" },
          ],
        }),
      );
      return new Map(MetricDataResults.map(({ Id = "", Values = [] }) => [Id, Values]));
    };
    const values = await vi.waitFor(
      async () => {
        const found = await read();
        // The newest first: a whole minute of customers, 20 of them, in both zones.
        expect(found.get("green")?.[0]).toBeGreaterThanOrEqual(10);
        return found;
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(Math.max(...(values.get("blue") ?? []))).toBeGreaterThanOrEqual(10);
    expect(values.get("errors")).toEqual([]);
    expect(values.get("rate")?.[0]).toBe(0);
    expect(values.get("slowest")?.[0]).toBeGreaterThan(0);
    expect(values.get("healthy")?.[0]).toBe(3);
    const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: ["shop-5xx"] }));
    expect(MetricAlarms?.[0]).toMatchObject({ StateValue: "OK", MetricName: "HTTPCode_Target_5XX_Count" });

    expect((await signInvoke({ port }, { functionName: BEFORE_INSTALL, type: "DryRun" })).status).toBe(204);
    const { events } = await new CloudWatchLogsClient(settings).send(
      new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${BEFORE_INSTALL}`, filterPattern: '"START RequestId"' }),
    );
    expect(events).toHaveLength(1);

    await report(settings, "Succeeded");
    expect((await rehearsal.ended).exitCode).toBe(0);
  },
);

test(
  "errors that only customers meet make the deployment group's alarm fire, and that stops the deployment",
  {
    timeout: 120_000,
  },
  async () => {
    const colours = ["--blue", program("200"), "--green", program("500")];
    const held = ["--serve", String(await freePort()), "--hold", "AfterAllowTraffic", "--json"];
    const { exitCode, stdout } = await startRehearsal([...colours, ...held]).ended;
    expect(exitCode).toBe(1);
    const result = JSON.parse(stdout);
    // Whose fault it was is the last thing that a reader sees.
    expect(result.hooks.at(-1).reason).toMatch(/before the deployment was stopped \(ALARM_ACTIVE\): .*<shop-5xx>/);
    expect(result).toMatchObject({
      deployment: {
        status: "Stopped",
        errorInformation: { code: "ALARM_ACTIVE", message: expect.stringContaining("shop-5xx") },
      },
      rollback: { status: "Succeeded" },
    });
  },
);
