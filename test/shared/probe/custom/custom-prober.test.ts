import { strict as assert } from "node:assert";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, expectTypeOf, test } from "vitest";
import { custom, type CustomFunction } from "../../../../shared/probe/custom/custom-probe.ts";
import { value } from "../../../../shared/probe/custom/value.ts";
import { not } from "../../../../shared/probe/expectation.ts";
import { within } from "../../../../shared/probe/http/within.ts";
import { PeerFault } from "../../../../shared/probe/peer-fault.ts";
import { sameProbe } from "../../../../shared/probe/probe-base.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import type { Target } from "../../../../shared/probe/target.ts";
import { said } from "../../../support/probe/probes.ts";
import { closedPort } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const target: Target = { address: "10.0.1.7", port: 8080, label: "green task" };

function raise(error: unknown): never {
  throw error;
}

test.for<readonly [string, CustomFunction<unknown>, string]>([
  ["returns nothing", () => undefined, "passed"],
  ["returns true", async () => true, "passed"],
  ["returns false", () => false, "failed: expected the queue is empty, observed it returned false"],
  ["returns a text", () => "12\norders", String.raw`failed: expected the queue is empty, observed 12\norders`],
  [
    "returns a verdict",
    () => ({ observed: "12 orders", expected: "none" }),
    "failed: expected none, observed 12 orders",
  ],
  ["returns a verdict that is good", () => ({ passed: true, observed: "no order" }), "passed"],
  ["returns a verdict without words", () => ({ passed: true }), "passed"],
  [
    "returns a bad verdict without words",
    () => ({ passed: false, orders: 12 }),
    'failed: expected the queue is empty, observed it returned {"passed":false,"orders":12}',
  ],
  ["returns good verdicts", () => [{ passed: true }, { passed: true }], "passed"],
  [
    "returns verdicts of which one is bad",
    () => [{ passed: true }, { passed: false, observed: "12 orders" }],
    "failed: expected the queue is empty, observed 12 orders",
  ],
  ["returns an answer", () => new Response("", { status: 500 }), "error (prober): it returned a Response, which is no"],
  ["returns null", () => null, "error (prober): it returned null, which is no verdict"],
  ["returns what is no number", () => Number.NaN, "error (prober): it returned NaN, which is no verdict"],
  ["returns a number", () => 0, "error (prober): it returned 0, which is no verdict"],
  ["returns an object", () => ({ orders: 12 }), 'error (prober): it returned {"orders":12}, which is no verdict'],
  ["returns an empty list", () => [], "error (prober): it returned [], which is no verdict"],
  ["returns a list of anything", () => [{ passed: true }, 1], "error (prober): it returned ["],
  [
    "throws a fault of the peer",
    () => raise(new PeerFault("12 orders")),
    "failed: expected the queue is empty, observed 12 orders",
  ],
  [
    "asserts what does not hold",
    () => assert.fail("12 orders"),
    "failed: expected the queue is empty, observed 12 orders",
  ],
  [
    "throws",
    async () => raise(new TypeError("no such member")),
    "error (prober): it threw: no such member. the function of the",
  ],
  ["throws what is no error", () => raise("oh"), "error (prober): it threw: oh. the function of the"],
  [
    "throws what a socket to elsewhere raised",
    () => raise(Object.assign(new Error("refused"), { code: "ECONNREFUSED", address: "10.9.9.9", port: 1 })),
    "error (prober): it threw: refused",
  ],
  ["never ends", () => new Promise(() => undefined), "error (prober): did not end in 60 ms. the function of the"],
])("a function that %s", async ([, run, ending]) => {
  const outcome = await runProbe(custom("the queue is empty", run, { timeout: "60ms" }), target, never);
  expect(said(outcome)).toContain(ending);
  expect(outcome.request).toBe('custom "the queue is empty" at 10.0.1.7:8080');
});

test("what a socket to the target raised is the target's, as for every probe", async () => {
  const outcome = await runProbe(
    custom("connects", ({ address, port }) => fetch(`http://${address}:${port}/`).then(() => true)),
    await closedPort(),
    never,
  );
  expect(said(outcome)).toBe("failed: expected connects, observed connection refused");
});

test("the outcome of another probe becomes its own, an error, too", async () => {
  const hole = custom("inner", () => new Promise(() => undefined), { timeout: "20ms" });
  const outer = custom("outer", (where, signal) => runProbe(hole, where, signal));
  expect(said(await runProbe(outer, target, never))).toMatch(/^error \(prober\): did not end in 20 ms/);
  const refused = custom("outer", (where, signal) =>
    runProbe(
      custom("inner", () => "12 orders"),
      where,
      signal,
    ),
  );
  expect(said(await runProbe(refused, target, never))).toBe("failed: expected inner, observed 12 orders");
});

test("of the outcomes of several probes the first counts that did not pass, and failures before errors", async () => {
  const inner = (run: CustomFunction<unknown>) => custom("inner", run, { timeout: "20ms" });
  const [good, bad, hole] = [inner(() => true), inner(() => "12 orders"), inner(() => new Promise(() => undefined))];
  const all = (...probes: readonly (typeof good)[]) =>
    custom("all", (where, signal) => Promise.all(probes.map((probe) => runProbe(probe, where, signal))));
  expect(said(await runProbe(all(good, good), target, never))).toBe("passed");
  expect(said(await runProbe(all(good, hole, bad), target, never))).toBe("failed: expected inner, observed 12 orders");
  expect(said(await runProbe(all(good, hole), target, never))).toMatch(/^error \(prober\): did not end in 20 ms/);
});

test("a value is judged by what is expected of it, and not by how long it took", async () => {
  const depth = custom("depth", () => 12);
  expect(said(await runProbe(depth.expect(within("1s")), target, never))).toContain("which is no verdict");
  const truthy = value("some", () => "yes" as never);
  for (const expectation of [truthy, not(truthy)]) {
    expect(said(await runProbe(depth.expect(expectation), target, never))).toContain(
      'observed 12 (the function returned "yes", and neither true nor false)',
    );
  }
});

test("any other value is judged by what is expected of it, with its type", async () => {
  const depth = custom("the depth of the queue", async () => ({ orders: 12 }));
  const expected = value("below 10", ({ orders }: { orders: number }) => orders < 10);
  expect(said(await runProbe(depth.expect(expected), target, never))).toBe(
    'failed: expected below 10, observed {"orders":12}',
  );
  const outcome = await runProbe(
    depth.expect(
      value("above 10", (found) => (expectTypeOf(found).toEqualTypeOf<{ orders: number }>(), found.orders > 10)),
    ),
    target,
    never,
  );
  expect(outcome).toMatchObject({ kind: "passed", answer: { value: { orders: 12 } } });
});

test("its signal is aborted with the reason of an abort, and when its time is up", async () => {
  const reasons: unknown[] = [];
  let begun = false;
  const probe = custom("waits", async (_target, signal) => {
    begun = true;
    await sleep(60_000, undefined, { signal }).catch(() => reasons.push(signal.reason));
  });
  const controller = new AbortController();
  const outcome = runProbe(probe, target, controller.signal);
  const enough = new Error("enough");
  await expect.poll(() => begun).toBe(true);
  controller.abort(enough);
  await expect(outcome).rejects.toBe(enough);
  expect(reasons).toEqual([enough]);
  await runProbe(custom("waits", probe.run, { timeout: "20ms" }), target, never);
  await expect.poll(() => reasons).toHaveLength(2);
});

test("what it does after it was given up harms nobody", async () => {
  const late = Promise.withResolvers<never>();
  const outcome = await runProbe(
    custom("late", () => late.promise, { timeout: "10ms" }),
    target,
    never,
  );
  expect(outcome.kind).toBe("error");
  late.reject(new Error("too late"));
  await sleep(5);
});

test("a secret that it says is not shown", async () => {
  const secrets = [new Secret("s3cret-t0ken")];
  const outcome = await runProbe(
    custom("login", () => "no user s3cret-t0ken", { secrets }),
    target,
    never,
  );
  expect(said(outcome)).toBe("failed: expected login, observed no user ***");
});

test("it is known by its name, on one line", () => {
  const [one, other] = [custom("one", () => true), custom("one", () => false)];
  expect(sameProbe(one, other)).toBe(true);
  expect(
    sameProbe(
      one,
      custom("two", () => true),
    ),
  ).toBe(false);
  expect(String(custom("two\nlines", () => true))).toBe(String.raw`custom "two\nlines"`);
  expect(() => custom(" ", () => true)).toThrow(RangeError);
});

test("it can hold a connection of its own", async () => {
  const refused = custom("speaks", ({ address: host, port }, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const socket = connect({ host, port, signal }, () => resolve(true));
    socket.on("error", reject);
    return promise.finally(() => socket.destroy());
  });
  expect(said(await runProbe(refused, await closedPort(), never))).toContain("observed connection refused");
});
