import { expect, test } from "vitest";
import { ConfigurationError } from "../../../shared/configuration/configuration-error.ts";
import { loadConfiguration, parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import { migrationProblems } from "../../../shared/configuration/parse-migrations.ts";
import { get } from "../../../shared/probe/http/http-probe.ts";
import hooksConfig from "../../../hooks.config.ts";

test("without a word every member has its default", () => {
  expect(parseConfiguration({})).toEqual({
    alarms: { names: [], insufficientData: "pass", missing: "inconclusive" },
    alsoSucceedOn: [],
    checks: {},
    readiness: {
      greenSmallerThanBlue: "fail",
      restartingTasks: "fail",
      fewerZones: "warn",
      stickiness: "warn",
      otherListener: "fail",
      rollbackOff: "fail",
      rollbackOnAlarmOff: "fail",
      noAlarms: "warn",
      missingAlarm: "fail",
      firingAlarm: "fail",
      alarmWithoutData: "warn",
      ignoredAlarmPolling: "warn",
      oneSidedAlarm: "warn",
      shortTerminationWait: "fail",
      bakeOutlastsBlue: "warn",
      blueGone: "fail",
      blueIncomplete: "warn",
    },
    bake: 600_000,
    customers: {
      period: 60_000,
      delay: 60_000,
      before: 30,
      atLeast: 3,
      littleTraffic: "pass",
      slower: "warn",
      tolerance: 0.2,
      slack: 10,
    },
    health: {},
    metrics: [],
    plans: {},
    unverifiedTaskCertificates: false,
    probing: { rate: 50, timeout: 5_000, warmUp: 30_000, atMost: 60_000 },
    risk: { healthy: 0.001, bad: 0.05, badTask: 0.2, falseRollback: 0.001, falsePass: 0.001, alwaysValid: false },
    comparison: {
      rate: 50,
      atMost: 60_000,
      errors: { tolerated: 1, intolerable: 3, block: 1 },
      latency: { factor: 1.2, addMs: 5, intolerable: 2, quantiles: [0.95] },
      falsePass: 0.01,
      smoke: false,
      whenBlueIsGone: "inconclusive",
    },
  });
});

test("the file that the repository carries is valid", () => {
  expect(parseConfiguration(hooksConfig).migrations).toBeUndefined();
});

test("durations become milliseconds", () => {
  const written = {
    probing: { timeout: "300ms" },
    health: { within: "1s" },
  };
  expect(parseConfiguration(written)).toMatchObject({
    probing: { timeout: 300, rate: 50 },
    health: { within: 1_000 },
  });
});

test("every problem is named at once, each with its place", () => {
  const written = {
    mode: "off",
    smoke: [{ path: "/" }, { path: "xyz", headers: { "a b": "1", ok: "\n" } }, {}],
    probing: { timeout: "5", tiemout: "5s", reat: 1 },
    health: { status: 99 },
    migrations: {},
    unheard: 1,
    of: 2,
  };
  const problems = [
    'mode: expected "enforce", "observe", or one of them for each lifecycle event, received "off"',
    'smoke.1.path: expected a path that begins with "/", received "xyz"',
    "smoke.1.headers.a b: expected the name of a header",
    "smoke.1.headers.ok: expected printable ASCII",
    "smoke.2.path: expected it to be there, received nothing",
    "probing.timeout: expected a duration",
    "probing.tiemout: expected no such member",
    "probing.reat: expected no such member",
    "health.status: expected",
    'migrations: expected { database: "secretsmanager:…" },',
    "unheard: expected no such member",
    "of: expected no such member",
  ];
  const parse = () => parseConfiguration(written, migrationProblems);
  expect(parse).toThrow(ConfigurationError);
  expect(parse).toThrow("hooks.config.ts has 12 problems: ");
  for (const problem of problems) expect(parse).toThrow(problem);
});

test.for<[string, unknown, string]>([
  [
    "a mode of one event",
    { mode: { BeforeInstall: "off" } },
    'mode.BeforeInstall: expected ("enforce" | "observe"), received "off"',
  ],
  ["a mode of no event", { mode: { Install: "observe" } }, "mode.Install: expected no such member"],
  ["a failure that may succeed", { alsoSucceedOn: ["failed"] }, "alsoSucceedOn.0: expected"],
  ["a probe that expects nothing", { health: get("/") }, "health: nothing is expected of its answer: add .expect(200)"],
  [
    "a probe among others that expects nothing",
    { smoke: [get("/").expect(200), get("/")] },
    "smoke.1: nothing is expected of its answer: add .expect(200)",
  ],
  ["a member of another type", { health: "yes" }, 'health: expected Object, received "yes"'],
  ["a path that does not begin with a slash", { health: { path: "nope" } }, 'begins with "/", received "nope"'],
  [
    "what a body includes that HEAD does not bring",
    { smoke: [{ method: "HEAD", path: "/", bodyIncludes: "ok", within: 5 }] },
    "smoke.0.bodyIncludes: expected nothing of the body where method is HEAD",
  ],
  ["no smoke request", { smoke: [] }, "smoke: expected at least one request, received none"],
  [
    "migrations that are a word",
    { migrations: "none" },
    'migrations: expected { database: "…" }, { none: "…" } or the like',
  ],
  ["half an identity", { identity: { environmentVariable: "RELEASE" } }, "identity.header: expected it to be there"],
  ["an identity that is on", { identity: true }, "identity: expected Object, received true"],
  ["a probe that is none", { smoke: [{ kind: "http" }] }, "smoke.0.path: expected it to be there"],
  [
    "rates that contradict each other",
    { risk: { healthy: 0.1 } },
    "risk: expected 0 < healthy < bad < 1, received healthy 0.1 and bad 0.05",
  ],
  [
    "a readiness policy that is none",
    { readiness: { noAlarms: "off", unheard: "fail" } },
    'readiness.noAlarms: expected "fail", "warn" or "ignore", received "off"; readiness.unheard: expected no such member',
  ],
  [
    "load that is too short to see anything",
    { warmUpLoad: { rate: 10, atMost: "20s" } },
    "warmUpLoad: expected time for 270 requests, the fewest by which latency can be seen to settle, received 200 (10/s for 20 s): raise rate or atMost",
  ],
  [
    "load on a path that is no list",
    { warmUpLoad: { paths: "/" } },
    'warmUpLoad.paths: expected a list such as ["/", "/cart"], received "/"',
  ],
  [
    "alarms whose names are no list",
    { alarms: { names: "shop-5xx" } },
    'alarms.names: expected a list such as ["shop-checkout-fails"], received "shop-5xx"',
  ],
  ["load on no path", { warmUpLoad: { paths: [] } }, "warmUpLoad.paths: expected at least one path, received none"],
  [
    "load on what is no path",
    { warmUpLoad: { paths: ["x"] } },
    'warmUpLoad.paths.0: expected a path that begins with "/"',
  ],
  ["a risk that is none", { risk: { falsePass: 0 } }, 'risk.falsePass: expected a rate such as "0.1%" or 0.001'],
])("%s is a problem", ([, written, problem]) => {
  expect(() => parseConfiguration(written)).toThrow(problem);
});

test.for(["connection", "Content-Length", "expect", "keep-alive", "TE", "transfer-encoding", "upgrade"])(
  "a request's header %s is a problem: the probe could not wait for the answer",
  (name) => {
    const written = { smoke: [{ path: "/", headers: { [name]: "5" } }] };
    expect(() => parseConfiguration(written)).toThrow(`smoke.0.headers.${name}: expected no such header`);
  },
);

test("a request may name its host, and what it takes", () => {
  const headers = { Host: "shop.example", accept: "text/html", "X-Te": "1" };
  expect(parseConfiguration({ smoke: [{ path: "/", headers }] }).smoke).toMatchObject([{ headers }]);
});

test("a header's value is not repeated in a problem: it may be a credential", () => {
  const written = { smoke: [{ path: "/", headers: { authorization: "Bearer sécret" } }] };
  expect(() => parseConfiguration(written)).toThrow(/authorization: expected printable ASCII$/);
});

test.for<[string, unknown, string]>([
  ["nothing", undefined, "found no such export"],
  ["null", null, "found an export of type Null"],
  ["a text", "observe", "found an export of type String"],
  ["a list", [], "found an export of type Array"],
  ["a promise", Promise.resolve({ mode: "observe" }), "found an export of type Promise"],
  ["a function", () => ({}), "found an export of type Function"],
])("an export of %s is no configuration, and does not pass for an empty one", async ([, exported, problem]) => {
  const loaded = loadConfiguration(async () => ({ default: exported }));
  await expect(loaded).rejects.toThrow(ConfigurationError);
  await expect(loaded).rejects.toThrow(problem);
});

test.for<[string, () => Promise<{ default?: unknown }>, string]>([
  [
    "throws",
    () => {
      throw new TypeError("boom");
    },
    "TypeError: boom",
  ],
  ["rejects", () => Promise.reject(new SyntaxError("Unexpected token")), "SyntaxError: Unexpected token"],
  // oxlint-disable-next-line prefer-promise-reject-errors -- what others throw is not ours to choose
  ["rejects with a string", () => Promise.reject("boom"), "boom"],
  [
    "rejects with what has no words",
    // oxlint-disable-next-line prefer-promise-reject-errors
    () => Promise.reject(Object.create(null)),
    "it threw something that cannot be described",
  ],
])("a module that %s could not be loaded, and says why", async ([, load, why]) => {
  await expect(loadConfiguration(load)).rejects.toThrow(
    new ConfigurationError(`hooks.config.ts could not be loaded: ${why}`),
  );
});
