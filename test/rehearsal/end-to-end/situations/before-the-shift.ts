import { blueIsGone } from "../../../../rehearsal/incidents/blue-is-gone.ts";
import { alarmsUnreadable } from "../../../../rehearsal/incidents/alarms-unreadable.ts";
import { foreignRule } from "../../../../rehearsal/incidents/foreign-rule.ts";
import { greenLosesTasks } from "../../../../rehearsal/incidents/green-loses-tasks.ts";
import { greenTargetsUnhealthy } from "../../../../rehearsal/incidents/green-targets-unhealthy.ts";
import { stickyProduction } from "../../../../rehearsal/incidents/sticky-production.ts";
import { momentAt } from "../../../../rehearsal/moment.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import type { Expected, Situations } from "./situation.ts";

/** CodeDeploy cannot read the alarms, and goes on all the same: only the hooks are there to see one. */
const UNREAD_ALARMS = {
  settings: { alarmConfiguration: { enabled: true, ignorePollAlarmFailure: true } },
  incidents: [alarmsUnreadable(momentAt("Start"))],
} as const;

/** Nothing that probes stops green before BeforeAllowTraffic, as with hooks that only look at the load balancer. */
const LATE: HooksConfig = {
  mode: { AfterInstall: "observe", AfterAllowTestTraffic: "observe" },
  probing: { warmUp: "1s", rate: 100, atMost: "30s" },
};

/** With this, the last gate before the shift is the last that there is. */
const NO_BAKE: HooksConfig = { bake: "0s" };

/** A metric that nobody publishes. */
const MISNAMED = {
  name: "orders",
  metric: { namespace: "Shop", name: "Ordres", statistic: "Sum" },
  direction: "higher-is-better",
  limit: 1,
} as const;

function stoppedBy(check: string, says: RegExp): Expected {
  return { event: "BeforeAllowTraffic", verdict: "failed", check, says, deployment: "Failed", rollback: "Succeeded" };
}

const GONE = momentAt("BeforeAllowTraffic");

/** What is seen before any customer meets green. */
export const BEFORE_THE_SHIFT: Situations = {
  "an alarm that fires already when the deployment begins": {
    arrangement: { ...UNREAD_ALARMS, args: ["--alarm", "shop-5xx=ALARM@Start"] },
    expected: {
      event: "BeforeInstall",
      verdict: "failed",
      check: "no-alarm-is-firing",
      says: /expected none in ALARM, observed 1 of 1: shop-5xx is in ALARM .*Find out what fires\./,
      deployment: "Failed",
    },
  },
  "an alarm of hooks.config.ts whose name has a mistake": {
    arrangement: { configuration: { alarms: ["shop-6xx"] } },
    expected: {
      event: "BeforeInstall",
      verdict: "inconclusive",
      check: "no-alarm-is-firing",
      says: /expected CloudWatch to have each, observed none named shop-6xx\. Create what is missing/,
      deployment: "Failed",
    },
  },
  "a metric of hooks.config.ts whose name has a mistake": {
    arrangement: { configuration: { metrics: [MISNAMED] } },
    expected: {
      ...stoppedBy(
        "metrics-have-data",
        /^Metric "orders": expected CloudWatch to have a value of blue's by now, observed none for \d+ periods .* Look at its namespace/,
      ),
      verdict: "inconclusive",
    },
  },
  "an unhealthy green, which AllAtOnce lets through": {
    arrangement: { args: ["--green-fault", "unhealthy"], configuration: LATE },
    expected: stoppedBy(
      "targets-are-healthy",
      /observed 0 healthy of 2: .*unhealthy \(Target\.ResponseCodeMismatch: it answered its health check with 503\).* Its health check is GET \/health and accepts 200/,
    ),
  },
  "an unhealthy green, which a linear shift waits for": {
    // Its hour is six seconds.
    arrangement: {
      args: [
        "--green-fault=unhealthy",
        "--deployment-config=CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
        "--time-scale=600",
      ],
    },
    expected: {
      event: "Install",
      verdict: "none",
      says: /timed out while waiting for the replacement task set to become healthy/,
      deployment: "Failed",
      rollback: "Succeeded",
    },
  },
  "one green target that the load balancer cannot reach": {
    arrangement: { incidents: [greenTargetsUnhealthy(1, momentAt("AfterAllowTestTraffic"))], configuration: LATE },
    expected: stoppedBy("targets-are-healthy", /observed 1 healthy of 2: .*Target\.Timeout/),
  },
  "green smaller than it should be": {
    arrangement: { incidents: [greenLosesTasks(1, GONE)], configuration: { ...LATE, mode: "enforce" } },
    expected: {
      ...stoppedBy(
        "capacity-is-complete",
        /expected 2 tasks running and none pending, observed 1 running, 0 pending\. Look at the service's events/,
      ),
      doubtful: ["targets-are-healthy", "capacity-is-complete"],
    },
  },
  "blue that has scaled out": {
    arrangement: { args: ["--blue-scales-to", "4@AfterAllowTestTraffic"], configuration: { ...LATE, mode: "enforce" } },
    expected: stoppedBy("capacity-is-complete", /expected as many tasks as blue runs now, observed 2 against blue's 4/),
  },
  "a rule of production's listener that sends some customers to green": {
    arrangement: { incidents: [foreignRule({ listener: "production", path: "/api/*", to: "green" }, GONE)] },
    expected: stoppedBy("production-still-serves-blue", /green/),
  },
  "a rule of the test listener that sends some probes to blue": {
    arrangement: { incidents: [foreignRule({ listener: "test", path: "/api/*", to: "blue" }, GONE)] },
    expected: stoppedBy("test-still-serves-green", /blue/),
  },
  "cookies that may keep customers at blue": {
    arrangement: { incidents: [stickyProduction(3600, GONE)], configuration: NO_BAKE },
    expected: {
      event: "BeforeAllowTraffic",
      verdict: "passed",
      check: "nothing-pins-customers",
      says: /^The load balancer has no other listener\. Warning \(readiness\.stickiness\): The production listener .* observed one of 3600 s/,
      deployment: "Succeeded",
      shifts: [100],
    },
  },
  "an alarm that fires while green is tested": {
    arrangement: { ...UNREAD_ALARMS, args: ["--alarm", "shop-5xx=ALARM@BeforeAllowTraffic"] },
    expected: stoppedBy("rollback-is-ready", /expected none in ALARM, observed 1 of 1: shop-5xx/),
  },
  "automatic rollback that is off": {
    arrangement: { args: ["--no-auto-rollback"] },
    expected: {
      event: "BeforeAllowTraffic",
      verdict: "failed",
      check: "rollback-is-ready",
      says: /expected automatic rollback on DEPLOYMENT_FAILURE, observed automatic rollback off/,
      deployment: "Failed",
    },
  },
  "a termination wait that is too short": {
    arrangement: { args: ["--termination-wait", "0"] },
    expected: stoppedBy("rollback-is-ready", /observed a termination wait of 0 min/),
  },
  "blue that is gone before the shift": {
    arrangement: { incidents: [blueIsGone(GONE)] },
    expected: {
      event: "BeforeAllowTraffic",
      verdict: "error",
      says: /Service shop has no task set but that of deployment d-\w+: expected blue's\. There is nothing .* to return to/,
      deployment: "Failed",
      rollback: "Failed",
    },
  },
  "green that is warmed by load, and a check that is tried out": {
    arrangement: {
      args: ["--no-auto-rollback"],
      configuration: {
        ...NO_BAKE,
        warmUpLoad: { rate: 200, atMost: "20s", paths: ["/"] },
        checks: { "rollback-is-ready": { mode: "observe", reason: "its settings are being changed" } },
      },
    },
    expected: {
      event: "BeforeAllowTraffic",
      verdict: "passed",
      says: /Not counted: rollback-is-ready \(observed: failed\)\./,
      deployment: "Succeeded",
      shifts: [100],
    },
  },
  "a shift that nobody allows in time": {
    arrangement: { args: ["--ready-wait", "1"] },
    expected: {
      event: "AllowTraffic",
      verdict: "none",
      says: /./,
      deployment: "Stopped",
      rollback: "Succeeded",
      shifts: [],
    },
  },
};
