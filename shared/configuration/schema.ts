import * as v from "valibot";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { parseStatusCodes } from "../probe/status-codes.ts";
import { Flow } from "../probe/flow/flow.ts";
import type { Identity } from "../probe/identity.ts";
import { ProbeBase } from "../probe/probe-base.ts";
import type { Probe } from "../probe/probers.ts";
import { durationSchema } from "./duration.ts";
import { rateSchema } from "./rate.ts";
import { strictObject } from "./strict-object.ts";

const nonEmpty = v.pipe(v.string(), v.nonEmpty('expected some text, received ""'));
const path = v.pipe(
  v.string(),
  // Not `received`, which is the first character here.
  v.startsWith("/", ({ input }) => `expected a path that begins with "/", received ${JSON.stringify(input)}`),
);
const headerName = v.pipe(
  v.string(),
  v.regex(/^[!#$%&'*+.^`|~\w-]+$/, ({ received }) => `expected the name of a header, received ${received}`),
);
/** What says how a message is framed, or who keeps the connection, is for the probe to send: it could not wait for the answer. */
const CONNECTION_HEADERS = /^(?:connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;
const requestHeaderName = v.pipe(
  headerName,
  v.check(
    (name) => !CONNECTION_HEADERS.test(name),
    "expected no such header: how a request is framed and its connection kept is for the probe to say",
  ),
);
const headerValue = v.pipe(
  v.string(),
  // What was received is not said: it may be a credential.
  v.regex(/^[\t\u0020-\u007e]*$/, "expected printable ASCII"),
);
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

/** A status, several, or a range, as a target group's matcher writes them. */
const status = v.union(
  [v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)), v.pipe(v.string(), v.check(isStatusCodes))],
  ({ received }) => `expected a status such as 200, "200,202" or "200-299", received ${received}`,
);

function isStatusCodes(text: string): boolean {
  try {
    return parseStatusCodes(text).text === text;
  } catch {
    return false;
  }
}

const expectations = {
  /** What counts as an answer: `200`, `"200,202"`, `"200-299"`. Default: what the target group's health check accepts. */
  status: v.optional(status),
  /** How soon the whole answer must be there. Default: no limit but the time-out. */
  within: v.optional(durationSchema),
  /** Text that the body must contain. */
  bodyIncludes: v.optional(nonEmpty),
};

const smokeRequest = v.pipe(
  strictObject({
    method: v.optional(v.picklist(["GET", "HEAD", "POST"]), "GET"),
    path,
    headers: v.optional(v.record(requestHeaderName, headerValue), {}),
    ...expectations,
  }),
  v.forward(
    // Partial: said beside what else is wrong with the request.
    v.partialCheck(
      [["method"], ["bodyIncludes"]],
      ({ method, bodyIncludes }) => method !== "HEAD" || bodyIncludes === undefined,
      "expected nothing of the body where method is HEAD, whose answers have none: ask with GET, or leave this out",
    ),
    ["bodyIncludes"],
  ),
);

const probe = v.pipe(
  v.custom<Probe>((input) => input instanceof ProbeBase, "expected a probe: get(…), tcp(…), …"),
  v.check(({ expectations }) => expectations.length > 0, "nothing is expected of its answer: add .expect(200)"),
);
const flow = v.custom<Flow>((input) => input instanceof Flow, "expected a flow: smoke(…)");

/** Chosen by what it is: a union that fits no way cannot say what is wrong with the way that was meant. */
const smokeEntry = v.lazy((input): typeof smokeRequest | typeof probe | typeof flow => {
  if (input instanceof ProbeBase) return probe;
  return input instanceof Flow ? flow : smokeRequest;
});

const healthRequest = strictObject({ path: v.optional(path), ...expectations });
const health = v.lazy((input): typeof healthRequest | typeof probe =>
  input instanceof ProbeBase ? probe : healthRequest,
);

const headerIdentity = strictObject({ header: headerName, environmentVariable: v.optional(nonEmpty) });
const ownIdentity = v.custom<Identity>(
  (input) => typeof input === "object" && input !== null && "read" in input && typeof input.read === "function",
  "expected an identity: identityHeader(…), identityField(…), identityBy(…)",
);
const noIdentity = v.literal(false);
const identity = v.lazy((input): typeof headerIdentity | typeof ownIdentity | typeof noIdentity => {
  if (input === false) return noIdentity;
  return typeof input === "object" && input !== null && "read" in input ? ownIdentity : headerIdentity;
});

const noMigrations = strictObject({
  /** Why there is nothing to migrate: `"the service has no database"`. It is part of what is logged. */
  none: nonEmpty,
});

const migrationCommand = strictObject({
  /** What tells whether green's migrations are applied, in green's image: exit code 0 says yes. */
  command: v.pipe(v.array(nonEmpty), v.minLength(1, "expected a command, received none")),
  /** The container that runs it. Default: the first essential container of the task definition. */
  container: v.optional(nonEmpty),
  /** How long it may take, with the start of its task. */
  timeout: v.optional(durationSchema, "5m"),
});

const anyMigrations = v.union(
  [noMigrations, migrationCommand],
  ({ received }) =>
    `expected { command: ["…"] }, or { none: "why this service has no migrations" }, received ${received}`,
);

/** Chosen by its own member first: a union that fits neither way cannot say what is wrong with the way that was meant. */
const migrations = v.lazy((input): typeof noMigrations | typeof migrationCommand | typeof anyMigrations => {
  if (typeof input !== "object" || input === null) return anyMigrations;
  if ("command" in input) return migrationCommand;
  return "none" in input ? noMigrations : anyMigrations;
});

/** How checks probe: members without a default of their own, for one check. */
const probing = {
  /** Probes a second, over all targets. */
  rate: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)),
  /** When a probe gives up. */
  timeout: durationSchema,
  /** How long a new task may take to answer for the first time. */
  warmUp: durationSchema,
  /** When a check that has not seen enough to decide says so. */
  atMost: durationSchema,
};

/** The error rates that are good and bad, and the risks that a verdict may take. */
const risk = {
  /** Error rate at which a version is fit for customers. */
  healthy: rateSchema(0, 1),
  /** Error rate at which it is not. */
  bad: rateSchema(0, 1),
  /** Error rate at which a single task is broken, whatever the others do; never below `bad`. */
  badTask: rateSchema(0, 1),
  /** Chance of failing a healthy version, for each check. */
  falseRollback: rateSchema(0, 0.5),
  /** Chance of passing a bad one, for each check. */
  falsePass: rateSchema(0, 0.5),
  /** Whether the risks are to hold for rates that change while one looks: for about a tenth more probes. */
  alwaysValid: v.boolean(),
};

/** How many answers must be quick, judged as an error rate: `{ within: "300ms", share: "99%" }`. */
const latency = strictObject({
  within: durationSchema,
  share: rateSchema(0.5, 1),
});

const planOfCheck = v.optional(
  strictObject({
    rate: v.optional(probing.rate),
    timeout: v.optional(probing.timeout),
    warmUp: v.optional(probing.warmUp),
    atMost: v.optional(probing.atMost),
    healthy: v.optional(risk.healthy),
    bad: v.optional(risk.bad),
    badTask: v.optional(risk.badTask),
    falseRollback: v.optional(risk.falseRollback),
    falsePass: v.optional(risk.falsePass),
    alwaysValid: v.optional(risk.alwaysValid),
    latency: v.optional(latency),
  }),
);

/** What a user may write in `hooks.config.ts`. Unknown members are problems: they are typing mistakes. */
export const configurationSchema = strictObject({
  /** Whether verdicts decide (`enforce`) or are only recorded (`observe`): for all lifecycle events, or for each. */
  mode: v.optional(v.lazy((input): typeof mode | typeof modes => (typeof input === "object" ? modes : mode))),
  /** Verdicts that may go on beside `passed`. */
  alsoSucceedOn: v.optional(v.array(v.picklist(["inconclusive", "error"])), []),
  /** How BeforeInstall learns that the database is ready for green. Must be said, also where there is none. */
  migrations: v.optional(migrations),
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
  /** How many answers must be quick, at every check that probes. Default: no objective. */
  latency: v.optional(latency),
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
});

/** What `hooks.config.ts` exports. */
export type HooksConfig = v.InferInput<typeof configurationSchema>;

/** The configuration in force: every default filled in, every duration in milliseconds. */
export type Configuration = v.InferOutput<typeof configurationSchema>;
