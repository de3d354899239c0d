import * as v from "valibot";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { checkSettings } from "./checks-schema.ts";
import { comparison } from "./comparison-schema.ts";
import { bakeSchema } from "./bake-schema.ts";
import { alarms } from "./alarms-schema.ts";
import { customers } from "./customers-schema.ts";
import { identity } from "./identity-schema.ts";
import { metrics } from "./metrics-schema.ts";
import type { WrittenMigrations } from "./migrations-schema.ts";
import { latency, planOfCheck, probing, risk } from "./plan-schema.ts";
import { readiness } from "./readiness-schema.ts";
import { health, smokeEntry } from "./request-schema.ts";
import { strictObject } from "./strict-object.ts";
import { headerValue } from "./text-schema.ts";
import { warmUpLoad } from "./warm-up-load-schema.ts";

const mode = v.picklist(
  ["enforce", "observe"],
  ({ received }) => `expected "enforce", "observe", or one of them for each lifecycle event, received ${received}`,
);
const modeAtEvent = v.optional(v.picklist(["enforce", "observe"]));
const modes = strictObject({
  BeforeInstall: modeAtEvent,
  AfterInstall: modeAtEvent,
  AfterAllowTestTraffic: modeAtEvent,
  BeforeAllowTraffic: modeAtEvent,
  AfterAllowTraffic: modeAtEvent,
} satisfies Record<HookEvent, typeof modeAtEvent>);

/** What a user may write in `hooks.config.ts`. Unknown members are problems: they are typing mistakes. */
export const configurationSchema = strictObject({
  /** Whether verdicts decide (`enforce`) or are only recorded (`observe`): for all lifecycle events, or for each. */
  mode: v.optional(v.lazy((input): typeof mode | typeof modes => (typeof input === "object" ? modes : mode))),
  /** Verdicts that may go on beside `passed`. */
  alsoSucceedOn: v.optional(v.array(v.picklist(["inconclusive", "error"])), []),
  /** Checks that are not enforced, each with the reason: `{ "blue-is-healthy": { mode: "observe", reason: "…" } }`. */
  checks: checkSettings,
  /**
   * How BeforeInstall learns that the database is ready for green. Must be said, also where there is none. Read by
   * `parseMigrations`, where it is needed: four of five functions have no use for it, and do not carry its schema.
   */
  migrations: v.optional(
    v.custom<WrittenMigrations>(
      (input) => typeof input === "object" && input !== null,
      ({ received }) => `expected { database: "…" }, { none: "…" } or the like, received ${received}`,
    ),
  ),
  /** What AfterInstall asks every green task: requests, probes and flows. Default: the target group's health check. */
  smoke: v.optional(v.pipe(v.array(smokeEntry), v.minLength(1, "expected at least one request, received none"))),
  /** What health means: a probe, or a request; default of each of its members: what the target group's health check says. */
  health: v.optional(health, {}),
  /**
   * What proves that an answer is green's: a header, which has the value of a variable in green's task definition where one
   * is named, and otherwise the value that green's own tasks give by IP; or an identity of the probe library; or `false`.
   * Default: a well-known header that tells green's tasks from blue's, where there is one.
   */
  identity: v.optional(identity),
  /** The Host header of every probe, and the name that certificates must be for. Default: the address that is probed. */
  host: v.optional(headerValue),
  /** Accept certificates that tasks signed themselves, as load balancers do. Never applies to a listener. */
  unverifiedTaskCertificates: v.optional(v.boolean(), false),
  /** How checks probe, where their own plan says nothing else. */
  probing: v.optional(
    strictObject({
      rate: v.optional(probing.rate, 50),
      timeout: v.optional(probing.timeout, "5s"),
      warmUp: v.optional(probing.warmUp, "30s"),
      atMost: v.optional(probing.atMost, "60s"),
    }),
    {},
  ),
  /** The error rates that are good and bad, and the risks that a verdict may take, where a check's own plan says nothing else. */
  risk: v.optional(
    strictObject({
      healthy: v.optional(risk.healthy, "0.1%"),
      bad: v.optional(risk.bad, "5%"),
      badTask: v.optional(risk.badTask, "20%"),
      falseRollback: v.optional(risk.falseRollback, "0.1%"),
      falsePass: v.optional(risk.falsePass, "0.1%"),
      alwaysValid: v.optional(risk.alwaysValid, false),
    }),
    {},
  ),
  /** How long AfterAllowTraffic watches green with customers on it, at most. `"0s"` for as long as its other checks take. */
  bake: v.optional(bakeSchema, "10m"),
  /** How many answers must be quick, at every check that probes. Default: no objective. */
  latency: v.optional(latency),
  /** How AfterAllowTraffic looks at what CloudWatch counts: what customers meet, and `metrics`. */
  customers,
  /** Metrics of CloudWatch that must hold after the shift. Default: none. */
  metrics,
  /** Alarms that AfterAllowTraffic watches beside those of the deployment group. */
  alarms,
  /** The plan of a single check: what is not said is as above. */
  plans: v.optional(
    strictObject({
      "smoke-tests-pass": planOfCheck,
      "green-targets-answer-health": planOfCheck,
      "test-listener-answers-health": planOfCheck,
      "production-listener-answers-health": planOfCheck,
    }),
    {},
  ),
  /** What BeforeAllowTraffic does about what it finds around green: `fail`, `warn` or `ignore` for each. */
  readiness,
  /** Load on green through the test listener, before customers come. Default: none. */
  warmUpLoad,
  /** How AfterAllowTraffic compares green with blue, while blue still runs. */
  comparison: v.optional(comparison, {}),
});

/** What `hooks.config.ts` exports. */
export type HooksConfig = v.InferInput<typeof configurationSchema>;

/** The configuration in force: every default filled in, every duration in milliseconds. */
export type Configuration = v.InferOutput<typeof configurationSchema>;
