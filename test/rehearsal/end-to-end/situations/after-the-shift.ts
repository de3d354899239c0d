import { blueIsGone } from "../../../../rehearsal/incidents/blue-is-gone.ts";
import type { PendingReport } from "../../../../rehearsal/cloudwatch/reporting-delay.ts";
import { momentAt } from "../../../../rehearsal/moment.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import { afterTheShift, goesOn, stoppedAfter } from "./after-allow-traffic.ts";
import type { Situations } from "./situation.ts";

const SECOND_MS = 1000;

/** Every third of CloudWatch's minutes is one of which nothing ever arrives. */
const isLost = ({ timestampMs }: PendingReport): boolean => Math.floor(timestampMs / SECOND_MS) % 3 === 0;

/** Deployment seconds after which values arrive in a rehearsal where nothing is said. */
const USUAL_DELAY = 60;

/** Answers of green that are well, as a metric that there is only where there is one. */
const GOOD_ANSWERS = {
  name: "good answers",
  metric: {
    namespace: "AWS/ApplicationELB",
    name: "HTTPCode_Target_2XX_Count",
    dimensions: { TargetGroup: "{{green.targetGroup}}", LoadBalancer: "{{loadBalancer}}" },
    statistic: "Sum",
  },
  direction: "higher-is-better",
  limit: 1,
} satisfies NonNullable<HooksConfig["metrics"]>[number];

const ERRORS = {
  ...GOOD_ANSWERS,
  name: "errors",
  metric: { ...GOOD_ANSWERS.metric, name: "HTTPCode_Target_5XX_Count" },
  direction: "lower-is-better",
  limit: 0,
  missing: "zero",
} satisfies NonNullable<HooksConfig["metrics"]>[number];

/** Blue and green by probes, and customers by what is counted of them. */
export const AFTER_THE_SHIFT: Situations = {
  "green 1.5 times slower at p95": {
    arrangement: {
      args: ["--green-fault", "slow=1.5x"],
      configuration: { ...afterTheShift("green-is-no-worse-than-blue"), comparison: { atMost: "40s" }, bake: "45s" },
    },
    expected: stoppedAfter(
      "green-is-no-worse-than-blue",
      /^Green('s slowest answers are| is) slower than blue.* Latency: green p50 [\d.]+ ms, p95 [\d.]+ ms/s,
    ),
  },
  "green with errors that every other gate was told to bear": {
    arrangement: {
      args: ["--green-fault", "error-rate=0.04", "--green-env", "SEED=11"],
      configuration: {
        ...afterTheShift("green-is-no-worse-than-blue"),
        risk: { healthy: "5%", bad: "30%", badTask: "60%" },
        comparison: { rate: 100, latency: false, errors: { healthy: "0.1%", bad: "2%" }, atMost: "20s" },
      },
    },
    expected: stoppedAfter(
      "green-is-no-worse-than-blue",
      /^Green errs more than blue, .* observed only green in \d+ rounds and only blue in 0.* observed status 500/s,
    ),
  },
  "green with 2 % errors that only customers' requests meet": {
    arrangement: {
      args: ["--green-fault", "error-rate=0.02@/", "--green-env", "SEED=2", "--customers", "100"],
      configuration: {
        ...afterTheShift("customers-are-served"),
        risk: { bad: "3%", badTask: "30%" },
        plans: { "smoke-tests-pass": { bad: "10%" }, "test-listener-answers-health": { bad: "10%" } },
        bake: "30s",
      },
    },
    expected: stoppedAfter(
      "customers-are-served",
      /^Green's target group shop-1: \d+ requests, \d+ errors \([\d.]+ %: \d+ answers of 5xx, 0 failed connections\).*not fit for customers.* Look at the logs of green's tasks/s,
    ),
  },
  "a named metric beyond its limit": {
    arrangement: {
      args: ["--green-fault", "error-rate=0.2@/", "--green-env", "SEED=11", "--customers", "50"],
      configuration: { ...afterTheShift("metrics-hold"), metrics: [ERRORS] },
    },
    expected: stoppedAfter(
      "metrics-hold",
      /^Metric "errors" was [\d, ]+ from .*: expected at most 0, and several periods agree that it is not\. Look at what changed with green/,
    ),
  },
  "a metric with gaps": {
    arrangement: {
      reportingDelay: (report) =>
        report.metricName === GOOD_ANSWERS.metric.name && isLost(report) ? undefined : USUAL_DELAY,
      configuration: { ...afterTheShift("metrics-hold"), metrics: [GOOD_ANSWERS], bake: "8s" },
    },
    expected: {
      ...stoppedAfter(
        "metrics-hold",
        /^Metric "good answers": CloudWatch has no value for \d of \d periods .* Missing data is no pass/,
      ),
      verdict: "inconclusive",
    },
  },
  "customers of whom every third minute is lost": {
    arrangement: {
      reportingDelay: (report) => (isLost(report) ? undefined : USUAL_DELAY),
      configuration: { ...afterTheShift("customers-are-served"), customers: brief({ atLeast: 3 }), bake: "8s" },
    },
    expected: {
      ...stoppedAfter(
        "customers-are-served",
        /^CloudWatch has no RequestCount of green's target group shop-1 for \d of \d periods .* it may be late, or lost\. Missing data is no pass/,
      ),
      verdict: "inconclusive",
    },
  },
  "counts that come two minutes late, and are waited for": {
    arrangement: {
      reportingDelay: () => 3 * USUAL_DELAY + USUAL_DELAY,
      configuration: { ...afterTheShift("customers-are-served") },
    },
    expected: goesOn("customers-are-served", /^Green's target group shop-1: \d+ requests, 0 errors.* in \d+ periods/),
  },
  "no traffic at all": {
    arrangement: {
      args: ["--customers", "0"],
      configuration: { ...afterTheShift("customers-are-served", "production-listener-answers-health"), bake: "8s" },
    },
    expected: goesOn(
      "customers-are-served",
      /^Not applicable: .* Too few customers to judge by: it takes \d+ requests without an error\. The probes decide\.$/,
    ),
  },
  "an outage of what both depend on, where doubts do not go on": {
    arrangement: {
      outage: { from: momentAt("AllowTraffic") },
      configuration: { ...afterTheShift("green-is-no-worse-than-blue"), ...throughOutage("8s") },
    },
    expected: {
      ...stoppedAfter(
        "green-is-no-worse-than-blue",
        /^Green and blue both err, at the same time: the environment is at fault .* A rollback does not help/,
      ),
      verdict: "inconclusive",
    },
  },
  "an outage of what both depend on: no rollback, and no pass": {
    arrangement: {
      outage: { from: momentAt("AllowTraffic") },
      configuration: {
        ...afterTheShift("green-is-no-worse-than-blue", "production-listener-answers-health"),
        ...throughOutage("8s"),
        alsoSucceedOn: ["inconclusive"],
      },
    },
    expected: {
      event: "AfterAllowTraffic",
      verdict: "inconclusive",
      check: "production-listener-answers-health",
      doubtful: ["production-listener-answers-health", "green-is-no-worse-than-blue"],
      says: /What both share is at fault: to roll back would not help\. Look at what they depend on/,
      deployment: "Succeeded",
    },
  },
  "an outage of what both depend on that ends within the bake": {
    arrangement: {
      args: ["--customers", "50"],
      outage: { from: momentAt("AllowTraffic"), to: momentAt("AfterAllowTraffic", 720) },
      configuration: {
        ...afterTheShift("green-is-no-worse-than-blue", "production-listener-answers-health", "customers-are-served"),
        ...throughOutage("30s"),
      },
    },
    expected: goesOn("green-is-no-worse-than-blue", /green is no worse than blue .* Both shared \d+ outages? before/s),
  },
  "blue that leaves while green is compared with it": {
    arrangement: {
      incidents: [blueIsGone(momentAt("AfterAllowTraffic", 360))],
      configuration: {
        ...afterTheShift("green-is-no-worse-than-blue"),
        comparison: { rate: 6, latency: false, atMost: "25s" },
        bake: "25s",
      },
    },
    expected: {
      ...stoppedAfter(
        "green-is-no-worse-than-blue",
        /^Not applicable any more: blue has no running task left to compare green with\. \d+ rounds.* raise the deployment group's termination wait/s,
      ),
      verdict: "inconclusive",
      rollback: "Failed",
    },
  },
};

function brief(more: HooksConfig["customers"]): HooksConfig["customers"] {
  return { period: "1s", delay: "1s", before: 10, ...more };
}

/** Enough rounds that the outage is seen for what it is, and a bake that waits for its end. */
function throughOutage(bake: `${number}s`): HooksConfig {
  return { comparison: { rate: 100, latency: false, atMost: "5s" }, bake };
}
