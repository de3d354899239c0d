import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseOptions } from "../../../rehearsal/options.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import type { HookResult, RehearsalResult } from "../../../rehearsal/result.ts";
import { alarmsFire, blueScaledOut, settings, sticky, type Answers } from "./gates/answers.ts";
import { QUIET_ALARM } from "./quiet-alarm.ts";

const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };

interface Situation {
  readonly args?: readonly string[];
  /** The configuration beside this file. */
  readonly configuration?: "hooks.config.ts" | "late.hooks.config.ts" | "warm.hooks.config.ts";
  readonly answers?: Answers;
}

/** A whole deployment in such a situation. */
function deploy({ args = [], configuration = "hooks.config.ts", answers }: Situation): Promise<RehearsalResult> {
  return rehearse(
    parseOptions(["--tasks", "2", ...args]),
    {
      host: { PATH: process.env["PATH"] ?? "" },
      cwd: process.cwd(),
      narrator: SILENT,
      configuration: fileURLToPath(new URL(`./gates/${configuration}`, import.meta.url)),
      alarms: [QUIET_ALARM],
      ...(answers && { answerAws: answers }),
    },
    new AbortController().signal,
  );
}

function gateOf({ hooks }: RehearsalResult): HookResult | undefined {
  return hooks.find(({ lifecycleEvent }) => lifecycleEvent === "BeforeAllowTraffic");
}

function checkOf(result: RehearsalResult, name: string) {
  return gateOf(result)?.checks.find((check) => check.name === name);
}

const ROLLBACK_OFF = settings({ autoRollbackConfiguration: { enabled: false } });
const SHORT_WAIT = settings({
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: { action: "TERMINATE", terminationWaitTimeInMinutes: 0 },
  },
});

interface Stopped extends Situation {
  readonly check: string;
  readonly says: RegExp;
}

const STOPPED: Readonly<Record<string, Stopped>> = {
  "an unhealthy target, which AllAtOnce lets through": {
    args: ["--green-fault", "unhealthy"],
    configuration: "late.hooks.config.ts",
    check: "targets-are-healthy",
    says: /observed 0 healthy of 2: .*unhealthy \(Target\.ResponseCodeMismatch: it answered its health check with 503\).* Its health check is GET \/health and accepts 200/,
  },
  "blue that has scaled out": {
    answers: blueScaledOut,
    check: "capacity-is-complete",
    says: /expected as many tasks as blue runs now, observed 2 against blue's 4/,
  },
  "an alarm that fires already": {
    answers: alarmsFire,
    check: "rollback-is-ready",
    says: /expected none in ALARM, observed 1 of 1: shop-5xx \(5xx above 10\)/,
  },
  "automatic rollback that is off": {
    answers: ROLLBACK_OFF,
    check: "rollback-is-ready",
    says: /expected automatic rollback on DEPLOYMENT_FAILURE, observed automatic rollback off/,
  },
  "a termination wait that is too short": {
    answers: SHORT_WAIT,
    check: "rollback-is-ready",
    says: /observed a termination wait of 0 min/,
  },
};

test.for(Object.entries(STOPPED))(
  "%s stops the deployment at BeforeAllowTraffic, before any customer meets green",
  { timeout: 90_000 },
  async ([, { check, says, ...situation }]) => {
    const result = await deploy(situation);
    expect(result.deployment).toMatchObject({ status: "Failed", errorInformation: { code: "HOOK_EXECUTION_FAILURE" } });
    expect(result.customers.answeredByGreen).toBe(0);
    expect(gateOf(result)).toMatchObject({ status: "Failed", verdict: "failed", reason: expect.stringMatching(says) });
    const failed = gateOf(result)?.checks.filter(({ verdict }) => verdict !== "passed");
    expect(failed?.map(({ name }) => name)).toEqual([check]);
  },
);

test(
  "stickiness is a warning: the deployment goes on, and the reason says what may follow",
  { timeout: 90_000 },
  async () => {
    const result = await deploy({ answers: sticky });
    expect(result.deployment.status).toBe("Succeeded");
    const { verdict, reason } = checkOf(result, "nothing-pins-customers") ?? {};
    expect(verdict).toBe("passed");
    expect(reason).toMatch(/Warning \(readiness\.stickiness\): The production listener .* observed one of 3600 s/);
    expect(reason).toMatch(/Target group shop-[12]: expected no stickiness, observed lb_cookie of 86400 s/);
  },
);

test(
  "green is warmed by load that no customer sends, and a check that is observed stops nothing",
  { timeout: 90_000 },
  async () => {
    const result = await deploy({ configuration: "warm.hooks.config.ts", answers: ROLLBACK_OFF });
    expect(result.deployment.status).toBe("Succeeded");
    expect(checkOf(result, "green-is-warm")).toMatchObject({
      verdict: "passed",
      reason: expect.stringMatching(
        /requests to green through the test listener \(GET \/; 200\/s\) .*95 % of the first 90 answers/,
      ),
    });
    expect(checkOf(result, "rollback-is-ready")).toMatchObject({ mode: "observe", verdict: "failed" });
    expect(gateOf(result)).toMatchObject({
      verdict: "passed",
      reason: expect.stringContaining("Not counted: rollback-is-ready (observed: failed)."),
    });
  },
);
