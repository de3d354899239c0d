import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { not } from "../../../shared/probe/expectation.ts";
import { get } from "../../../shared/probe/http/http-probe.ts";
import { within } from "../../../shared/probe/http/within.ts";
import { identityBy, identityField, identityHeader, is, type Identity } from "../../../shared/probe/identity.ts";
import { judgeAnswer } from "../../../shared/probe/judge-answer.ts";
import { compareIdentity, discoverIdentity, learnIdentity } from "../../../shared/probe/learn-identity.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { keepAll } from "../../../shared/probe/scrub.ts";
import { status } from "../../../shared/probe/http/status.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { findingOf } from "../../support/probe/finding-of.ts";
import { httpAnswer, type AnswerParts } from "../../support/probe/http-answer.ts";
import { unset } from "../../support/probe/unset.ts";
import { closedPort, startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const release = identityHeader("X-Release");
const build = identityField((body: { build: { id: string } }) => body.build.id);
const cluster = identityBy("cookie's cluster", ({ headers }) => String(headers["set-cookie"]).split("=")[1]);

test.for<[Identity, AnswerParts, string | undefined]>([
  [release, { headers: { "x-release": " 42 " } }, "42"],
  [release, { headers: { "x-release": ["42", "41"] } }, "42, 41"],
  [release, { headers: { "x-release": "" } }, undefined],
  [release, {}, undefined],
  [build, { body: { build: { id: "42" } } }, "42"],
  [build, { body: { build: { id: 42 } } }, "42"],
  [build, { body: { build: { id: ["42"] } } }, undefined],
  [build, { body: { build: { id: 1.5 } } }, "1.5"],
  [build, { body: '{"build":{"id":1732195200123456789}}' }, undefined],
  [build, { body: '{"build":{"id":1e400}}' }, undefined],
  [identityField(() => Number.NaN), { body: {} }, undefined],
  [build, { body: { build: { id: " " } } }, undefined],
  [build, { body: "<html>" }, undefined],
  [build, { body: {} }, undefined],
  [cluster, { headers: { "set-cookie": ["c=g"] } }, "g"],
  [cluster, {}, undefined],
])("an answer says who gave it, or does not (%#)", ([identity, parts, value]) => {
  expect(identity.read(httpAnswer(parts))).toBe(value);
});

const isRelease = is(release, "42", "RELEASE in task definition web:42");

test.for<[string, AnswerParts, string]>([
  ["of this version", { headers: { "x-release": "42" } }, "met: header X-Release 42"],
  [
    "of another version",
    { headers: { "x-release": "41\u001b" } },
    String.raw`decisive: expected header X-Release 42 (RELEASE in task definition web:42), observed header X-Release 41\u001b`,
  ],
  [
    "of two versions at once",
    { headers: { "x-release": ["42", "41"] } },
    "decisive: expected header X-Release 42 (RELEASE in task definition web:42), observed header X-Release 42, 41",
  ],
  [
    "of no version",
    {},
    "decisive alone: expected header X-Release 42 (RELEASE in task definition web:42), observed no such header",
  ],
])("an answer %s", async ([, parts, says]) => {
  expect(await findingOf(isRelease, httpAnswer(parts))).toBe(says);
});

test.for([
  ["that is another version's error decides", { status: 500, headers: { "x-release": "41" } }, true],
  ["that is an error of whoever stands in for the service does not", { status: 502 }, false],
  ["that meets all else and says nothing does", {}, true],
] as const)("an answer %s", async ([, parts, decisive]) => {
  expect(await judgeAnswer([status(200), isRelease], httpAnswer(parts), keepAll)).toMatchObject({
    kind: "failed",
    decisive,
  });
});

test("an answer that does not say who gave it is not another version's either", async () => {
  expect(await not(isRelease).judge(httpAnswer())).toMatchObject({ met: false, judged: false });
  expect(await not(isRelease).judge(httpAnswer({ headers: { "x-release": "41" } }))).toMatchObject({ met: true });
});

test("an identity is recorded as what it is, and a value that says nothing is refused", () => {
  expect(isRelease.toJSON()).toEqual({
    identity: { header: "x-release" },
    value: "42",
    source: "RELEASE in task definition web:42",
  });
  expect(is(build, "42", "x").text).toBe("field (body) => body.build.id 42 (x)");
  expect([isRelease, is(build, "42"), is(cluster, "g")].map(({ readsBody }) => readsBody)).toEqual([false, true, true]);
  expect(() => is(release, " ")).toThrow(RangeError);
  expect(() => is(release, unset)).toThrow(RangeError);
});

/** Targets at addresses of their own, named by `name` and their number. */
function start(name: string, ...handles: readonly RequestListener[]): Promise<readonly Target[]> {
  return Promise.all(
    handles.map(async (handle, number) => {
      const { target } = await startHttp(handle);
      return { ...target, label: `${name} ${number + 1}` };
    }),
  );
}

/** Answers with these headers and with a body that says the same. */
function says(version: string | undefined, headers: Record<string, string> = {}, code = 200): RequestListener {
  return (_request, response) => {
    const own = version === undefined ? {} : { "x-release": version };
    response.writeHead(code, { ...own, ...headers }).end(JSON.stringify({ build: { id: version } }));
  };
}

const probe = get("/health").expect(200);

test.for([release, build])("what all targets agree on is learnt (%#)", async (identity) => {
  const green = await start("green", ...Array.from({ length: 40 }, () => says("42")));
  const learnt = await learnIdentity(identity, probe.expect(within("1ms", "firstByte")), green, never);
  expect(learnt).toEqual({ value: "42" });
  const [target] = await start("blue", says("41"));
  if (!target || learnt.problem !== undefined) throw new Error("nothing to ask");
  const outcome = await runProbe(probe.expect(is(identity, learnt.value, "learnt")), target, never);
  expect(outcome).toMatchObject({ kind: "failed", decisive: true });
});

test.for([
  [
    [says("42"), says("41\t0"), says("42"), says(undefined)],
    { kind: "disagreement", problem: String.raw`"42" from green 1, green 3, "41\t0" from green 2` },
  ],
  [
    [says("42"), says(undefined), says(""), says("42", {}, 500)],
    { kind: "silence", problem: "no such header from green 2, green 3" },
  ],
  [
    [says("42"), says("42", {}, 500), says("41", {}, 503)],
    { kind: "no answer", problem: expect.stringMatching(/^status 500 .* from green 2, green 3$/) },
  ],
  [[], { kind: "no targets", problem: "no target to ask" }],
] as const)("what targets do not agree on is a problem that names them (%#)", async ([handles, problem]) => {
  expect(await learnIdentity(release, probe, await start("green", ...handles), never)).toEqual(problem);
});

test("a target that does not answer is a problem", async () => {
  const targets = [...(await start("green", says("42"))), { ...(await closedPort()), label: "green 2" }];
  expect(await learnIdentity(release, probe, targets, never)).toEqual({
    kind: "no answer",
    problem: "connection refused from green 2",
  });
});

test("whoever learns may be told to stop", async () => {
  const targets = await start("green", () => undefined);
  const reason = new Error("no time left");
  await expect(learnIdentity(release, probe, targets, AbortSignal.abort(reason))).rejects.toBe(reason);
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 20);
  await expect(learnIdentity(release, probe, targets, stop.signal)).rejects.toBe(reason);
});

interface Discovery {
  readonly rule: string;
  readonly green: readonly RequestListener[];
  readonly blue: readonly RequestListener[];
  readonly finds: string | undefined;
}

const same = { "x-version": "1" };

test.for<Discovery>([
  {
    rule: "that green's agree on and blue's have otherwise, or not at all, tells them apart",
    green: [says("42", same), says("42", same)],
    blue: [says("41", same), says(undefined)],
    finds: "header x-release 42",
  },
  {
    rule: "that blue's errors have otherwise tells them apart",
    green: [says("42")],
    blue: [says("41", {}, 404)],
    finds: "header x-release 42",
  },
  {
    rule: "that one of blue's errors lacks proves nothing",
    green: [says("42")],
    blue: [says("41"), says(undefined, {}, 503)],
    finds: undefined,
  },
  {
    rule: "that one of blue's has, too, proves nothing",
    green: [says("42"), says("42")],
    blue: [says("41"), says("42")],
    finds: undefined,
  },
  {
    rule: "that green's do not agree on proves nothing, but another may",
    green: [says("42", { "x-version": "a", "x-commit": "c" }), says("42", { "x-version": "b", "x-commit": "c" })],
    blue: [says("42", { "x-commit": "d" })],
    finds: "header x-commit c",
  },
  {
    rule: "that one of green's lacks proves nothing",
    green: [says("42"), says(undefined)],
    blue: [says("41")],
    finds: undefined,
  },
  {
    rule: "of an answer that is an error proves nothing",
    green: [says("42", {}, 500)],
    blue: [says("41")],
    finds: undefined,
  },
  {
    rule: "is compared with what blue's errors say, too",
    green: [says("42")],
    blue: [says("42", {}, 500)],
    finds: undefined,
  },
  { rule: "cannot be compared where there is no blue", green: [says("42")], blue: [], finds: undefined },
  { rule: "cannot be found where there is no green", green: [], blue: [says("41")], finds: undefined },
])("a header $rule", async ({ green, blue, finds }) => {
  const found = await discoverIdentity(probe, await start("green", ...green), await start("blue", ...blue), never);
  expect(found && `${found.identity.text} ${found.value}`).toBe(finds);
});

test.for([
  ["other", [says("41"), says(undefined), says("41", {}, 500)]],
  ["same", [says("41"), says("42", {}, 500)]],
  ["unknown", [says("41"), says(undefined, {}, 503)]],
  ["unknown", []],
] as const)("what is known of green is compared with what blue says: %s", async ([result, handles]) => {
  const blue = await start("blue", ...handles);
  expect(await compareIdentity(release, "42", probe, blue, never)).toBe(result);
  expect(await compareIdentity(build, "42", probe, blue, never)).toBe(result);
});

test("a header cannot be compared with a blue that does not answer", async () => {
  const blue = [...(await start("blue", says("41"))), await closedPort()];
  expect(await discoverIdentity(probe, await start("green", says("42")), blue, never)).toBeUndefined();
});
