import { expect, test, vi } from "vitest";
import { LoadBalancerMetrics } from "../../../rehearsal/cloudwatch/load-balancer-metrics.ts";
import type { Metric } from "../../../rehearsal/cloudwatch/metric.ts";
import { MetricStore } from "../../../rehearsal/cloudwatch/metric-store.ts";
import { delayByZone, type ReportingDelay } from "../../../rehearsal/cloudwatch/reporting-delay.ts";
import { parseStatistic } from "../../../rehearsal/cloudwatch/statistic.ts";
import type { AnswerRecord } from "../../../rehearsal/elb/load-balancer.ts";
import type { TargetGroup } from "../../../rehearsal/elb/target-group.ts";
import { HEALTH_CHECK, LOAD_BALANCER_ARN, startLoadBalancer } from "../elb/start-load-balancer.ts";
import { startTarget } from "../elb/start-target.ts";

/** Of these tests a minute is one second, and an instant in it. */
const MINUTE_MS = 1000;
const T0 = 1_700_000_000_000;

const LOAD_BALANCER = "app/shop/50dc6c495c0c9188";

interface Setting {
  readonly store: MetricStore;
  readonly metrics: LoadBalancerMetrics;
  /** A statistic of the first minute, for a metric with these dimensions: LoadBalancer always, and what is given. */
  readonly value: (statistic: string, name: string, dimensions?: Record<string, string>, nowMs?: number) => unknown;
}

function measure(delay: ReportingDelay = () => 60): Setting {
  const store = new MetricStore();
  const wallMs = (seconds: number): number => (seconds * 1000) / 60;
  const options = { store, loadBalancerArn: LOAD_BALANCER_ARN, minuteMs: MINUTE_MS, wallMs, delay };
  return {
    store,
    metrics: new LoadBalancerMetrics(options),
    value: (statistic, name, dimensions = { LoadBalancer: LOAD_BALANCER }, nowMs = T0 + 60_000) => {
      const metric: Metric = {
        namespace: "AWS/ApplicationELB",
        name,
        dimensions: Object.entries(dimensions).map(([key, value]) => ({ name: key, value })),
      };
      const range = { fromMs: T0, toMs: T0 + MINUTE_MS, nowMs };
      const samples = store.samples(metric, range).get(T0)?.ascending() ?? [];
      return parseStatistic(statistic)?.(samples);
    },
  };
}

interface Rehearsed {
  readonly group: TargetGroup;
  /** The final portion of its ARN. */
  readonly name: string;
  /** What the load balancer recorded of so many requests. */
  readonly ask: (requests: number) => Promise<AnswerRecord[]>;
}

/** Two targets in two zones; the first answers with `status`. */
async function serve(status: number): Promise<Rehearsed> {
  const { loadBalancer, answers, url } = await startLoadBalancer();
  const group = loadBalancer.createTargetGroup({ name: "shop-1", port: 80, healthCheck: HEALTH_CHECK });
  const first = await startTarget("127.0.3.11", ({ url: path }, outgoing) => {
    outgoing.writeHead(path === "/" ? 200 : status).end();
  });
  const second = await startTarget("127.0.3.12", (_incoming, outgoing) => outgoing.end());
  group.register({ ...first, availabilityZone: "eu-west-1a" });
  group.register({ ...second, availabilityZone: "eu-west-1b" });
  loadBalancer.listeners.production.setForward([{ targetGroup: group, weight: 1 }], "single");
  await vi.waitFor(() => expect(group.targets().map(({ health }) => health.state)).toEqual(["healthy", "healthy"]));
  return {
    group,
    name: group.arn.slice(group.arn.indexOf("targetgroup/")),
    ask: async (requests) => {
      for (let request = 0; request < requests; request += 1) await fetch(`${url}/page`);
      return answers;
    },
  };
}

test("requests are counted under each combination of dimensions that AWS publishes, and under no other", async () => {
  const { name, ask } = await serve(500);
  const { metrics, value, store } = measure();
  for (const answer of await ask(4)) metrics.record(answer, T0 + 1);
  const inZone = (zone: string) => ({ LoadBalancer: LOAD_BALANCER, TargetGroup: name, AvailabilityZone: zone });
  expect(value("Sum", "RequestCount")).toBe(4);
  expect(value("Sum", "RequestCount", { LoadBalancer: LOAD_BALANCER, TargetGroup: name })).toBe(4);
  expect(value("Sum", "RequestCount", inZone("eu-west-1a"))).toBe(2);
  expect(value("Sum", "HTTPCode_Target_5XX_Count", inZone("eu-west-1a"))).toBe(2);
  expect(value("Sum", "HTTPCode_Target_2XX_Count", inZone("eu-west-1b"))).toBe(2);
  expect(value("Sum", "HTTPCode_Target_2XX_Count")).toBe(2);
  expect(value("SampleCount", "TargetResponseTime")).toBe(4);
  expect(value("p90", "TargetResponseTime")).toBeGreaterThan(0);
  // "Minimum, Maximum, and Average all return 1."
  expect([
    value("Minimum", "RequestCount"),
    value("Maximum", "RequestCount"),
    value("Average", "RequestCount"),
  ]).toEqual([1, 1, 1]);
  expect(value("Sum", "RequestCount", { TargetGroup: name })).toBeUndefined();
  const counts = store.metrics(Infinity).filter((metric) => metric.name === "RequestCount");
  expect(counts.map(({ dimensions }) => dimensions.map((dimension) => dimension.name).join(" "))).toEqual([
    "LoadBalancer",
    "AvailabilityZone LoadBalancer",
    "TargetGroup LoadBalancer",
    "TargetGroup AvailabilityZone LoadBalancer",
    "AvailabilityZone LoadBalancer",
    "TargetGroup AvailabilityZone LoadBalancer",
  ]);
});

test("without requests nothing is said of requests, and where no error happened there is no zero either", async () => {
  const { group, ask } = await serve(200);
  const { metrics, value, store } = measure();
  metrics.look([group], T0 + 1);
  metrics.look([group], T0 + 1500);
  expect(new Set(store.metrics(Infinity).map(({ name }) => name))).toEqual(
    new Set(["HealthyHostCount", "UnHealthyHostCount"]),
  );
  for (const answer of await ask(1)) metrics.record(answer, T0 + 1);
  expect(value("Sum", "HTTPCode_Target_2XX_Count")).toBe(1);
  expect(value("Sum", "HTTPCode_Target_5XX_Count")).toBeUndefined();
  expect(value("Sum", "HTTPCode_ELB_5XX_Count")).toBeUndefined();
  expect(value("Sum", "TargetConnectionErrorCount")).toBeUndefined();
});

test("a group that gets no requests while another does has a count of zero, and no response time", async () => {
  const busy = await serve(200);
  const { loadBalancer } = await startLoadBalancer();
  const idle = loadBalancer.createTargetGroup({ name: "shop-2", port: 80, healthCheck: HEALTH_CHECK });
  idle.register({ id: "127.0.3.13", port: 9, availabilityZone: "eu-west-1a" });
  loadBalancer.listeners.test.setForward([{ targetGroup: idle, weight: 1 }], "single");
  const { metrics, value } = measure();
  for (const answer of await busy.ask(2)) metrics.record(answer, T0 + 1);
  metrics.look([busy.group, idle], T0 + 1500);
  const dimensions = { LoadBalancer: LOAD_BALANCER, TargetGroup: idle.arn.slice(idle.arn.indexOf("targetgroup/")) };
  expect(value("Sum", "RequestCount", dimensions)).toBe(0);
  expect(value("Average", "TargetResponseTime", dimensions)).toBeUndefined();
  expect(value("Sum", "RequestCountPerTarget", { TargetGroup: busy.name })).toBe(1);
  expect(value("Sum", "RequestCountPerTarget", { TargetGroup: busy.name, AvailabilityZone: "eu-west-1a" })).toBe(1);
});

test("healthy and unhealthy targets are counted, with traffic or without, for groups that are in use", async () => {
  const { group, name } = await serve(200);
  const { metrics, value } = measure();
  metrics.look([group], T0 + 1);
  metrics.look([group], T0 + 300);
  const ofGroup = { LoadBalancer: LOAD_BALANCER, TargetGroup: name };
  expect(value("Maximum", "HealthyHostCount", ofGroup)).toBe(2);
  expect(value("Minimum", "HealthyHostCount", { ...ofGroup, AvailabilityZone: "eu-west-1b" })).toBe(1);
  expect(value("Maximum", "UnHealthyHostCount", ofGroup)).toBe(0);
  expect(value("SampleCount", "UnHealthyHostCount", ofGroup)).toBe(2);
  group.setInUse(false);
  const unused = measure();
  unused.metrics.look([group], T0 + 1);
  expect(unused.store.metrics(Infinity)).toEqual([]);
});

test("what the load balancer answers itself is its own: refused connections, and requests without any target", async () => {
  const { loadBalancer, answers, url } = await startLoadBalancer();
  const group = loadBalancer.createTargetGroup({ name: "shop-1", port: 80, healthCheck: HEALTH_CHECK });
  group.register({ id: "127.0.3.14", port: 9, availabilityZone: "eu-west-1a" });
  loadBalancer.listeners.production.setForward([{ targetGroup: group, weight: 1 }], "single");
  expect((await fetch(url)).status).toBe(502);
  group.deregister("127.0.3.14", 9);
  expect((await fetch(url)).status).toBe(503);
  const { metrics, value } = measure();
  for (const answer of answers) metrics.record(answer, T0 + 1);
  expect(value("Sum", "HTTPCode_ELB_5XX_Count")).toBe(2);
  expect(value("Sum", "HTTPCode_ELB_502_Count")).toBe(1);
  expect(value("Sum", "HTTPCode_ELB_503_Count")).toBe(1);
  expect(value("Sum", "TargetConnectionErrorCount")).toBe(1);
  // "Only incremented for requests where the load balancer node was able to choose a target."
  expect(value("Sum", "RequestCount")).toBe(1);
  expect(value("SampleCount", "TargetResponseTime")).toBeUndefined();
});

test("values arrive after the minute is over, those of one zone before those of the other, and some never", async () => {
  const { ask } = await serve(200);
  const answers = await ask(4);
  const late = measure(delayByZone(["eu-west-1a", "eu-west-1b"]));
  for (const answer of answers) late.metrics.record(answer, T0 + 999);
  const seen = [1000, 1499, 1500, 1999, 2000].map((age) => late.value("Sum", "RequestCount", undefined, T0 + age));
  expect(seen).toEqual([undefined, undefined, 2, 2, 4]);
  const lost = measure(({ metricName }) => (metricName === "RequestCount" ? undefined : 0));
  for (const answer of answers) lost.metrics.record(answer, T0 + 1);
  expect([lost.value("Sum", "RequestCount"), lost.value("Sum", "HTTPCode_Target_2XX_Count")]).toEqual([undefined, 4]);
});
