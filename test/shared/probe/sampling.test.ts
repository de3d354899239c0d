import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { custom } from "../../../shared/probe/custom/custom-probe.ts";
import { sample, type Assignment, type Sample } from "../../../shared/probe/sampling.ts";
import type { Duration } from "../../../shared/probe/duration.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { httpProbe } from "../../support/probe/probes.ts";
import { startHttp, startTcp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const eager = { perSecond: 1000, inFlightPerMember: 2 };

const assign = (member: string, target: Target, timeout: Duration = "2s"): Assignment => {
  return { member, target, probe: httpProbe({ timeout }) };
};

/** Answers after `delayMs`, and counts. */
async function startCounting(delayMs = 0) {
  const seen = { requests: 0 };
  const { target, connections } = await startHttp((_request, response) => {
    seen.requests += 1;
    if (delayMs === 0) response.end();
    else setTimeout(() => response.end(), delayMs);
  });
  return { target, connections, seen };
}

async function take(count: number, samples: AsyncGenerator<Sample>): Promise<Sample[]> {
  const taken: Sample[] = [];
  for await (const one of samples) if (taken.push(one) === count) break;
  return taken;
}

const membersOf = (samples: readonly Sample[]): string => samples.map(({ assignment }) => assignment.member).join("");

test("probes are dealt round-robin", async () => {
  const { target } = await startCounting();
  const assignments = ["a", "b", "c"].map((member) => assign(member, target));
  expect(membersOf(await take(9, sample(assignments, { ...eager, inFlightPerMember: 9 }, never)))).toBe("abcabcabc");
});

test("the pace is kept on average, also where it is no whole number of milliseconds", async () => {
  const { target } = await startCounting();
  const startedAt = performance.now();
  await take(100, sample([assign("a", target)], { perSecond: 400, inFlightPerMember: 100 }, never));
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(99 * 2.5 - 5);
  expect(tookMs).toBeLessThan(99 * 2.5 * 4);
});

test("a slow service is asked no less often for being slow", async () => {
  const { target, seen } = await startCounting(100);
  await take(1, sample([assign("a", target)], { perSecond: 200, inFlightPerMember: 100 }, never));
  expect(seen.requests).toBeGreaterThan(5);
});

test("a silent member has as many probes in flight as it may, and does not hold up those of the others", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const quick = await startCounting();
  const assignments = [assign("s", silent.target, "150ms"), assign("q", quick.target)];
  const [first] = await take(1, sample(assignments, { perSecond: 200, inFlightPerMember: 2 }, never));
  expect(first).toMatchObject({
    assignment: { member: "s" },
    outcome: { kind: "failed", observed: "no answer in 150 ms" },
  });
  expect(silent.connections).toHaveLength(2);
  expect(quick.seen.requests).toBeGreaterThan(5);
});

test("outcomes come in the order of sending, so that quick answers do not hide those that are missing", async () => {
  const slow = await startCounting(60);
  const quick = await startCounting();
  const assignments = [assign("s", slow.target), assign("q", quick.target)];
  const samples = await take(12, sample(assignments, { perSecond: 500, inFlightPerMember: 100 }, never));
  expect(membersOf(samples)).toBe("sqsqsqsqsqsq");
});

test("leaving the loop ends the probes in flight", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const quick = await startCounting();
  await take(1, sample([assign("q", quick.target), assign("s", silent.target)], eager, never));
  await expect
    .poll(() => silent.connections.every(({ readableEnded, destroyed }) => readableEnded || destroyed))
    .toBe(true);
  const before = quick.seen.requests;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(quick.seen.requests).toBe(before);
});

test("an aborted signal ends it with its reason, while it waits and while the consumer is busy", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const waiting = new AbortController();
  setTimeout(() => waiting.abort(new Error("enough")), 20);
  await expect(take(1, sample([assign("s", silent.target)], eager, waiting.signal))).rejects.toThrow("enough");

  const { target } = await startCounting();
  const busy = new AbortController();
  const samples = sample([assign("a", target)], { perSecond: 1, inFlightPerMember: 1 }, busy.signal);
  await samples.next();
  busy.abort(new Error("while busy"));
  await expect(samples.next()).rejects.toThrow("while busy");
  expect(getEventListeners(busy.signal, "abort")).toHaveLength(0);

  const tooLate = sample([assign("a", target)], eager, AbortSignal.abort(new Error("too late")));
  await expect(tooLate.next()).rejects.toThrow("too late");
});

test("a probe that breaks does not vanish as a lost sample", async () => {
  const { target } = await startCounting();
  const probe = custom("breaks", () => true);
  Object.defineProperty(probe, "secrets", {
    get: () => {
      throw new RangeError("broken");
    },
  });
  await expect(take(1, sample([{ member: "a", target, probe }], eager, never))).rejects.toThrow(RangeError);
});

test("a probe that a limit holds back counts its latency from when it was due", async () => {
  const slow = await startCounting(40);
  const pace = { perSecond: 200, inFlightPerMember: 1 };
  const samples = await take(4, sample([assign("a", slow.target)], pace, never));
  const latencies = samples.map(({ outcome }) => outcome.latencyMs);
  // Due every 5 ms, answered one after the other in 40 ms each: every one waits 35 ms longer than the one before.
  expect(latencies[3]).toBeGreaterThan(40 + 3 * 30);
});

test("no more are in flight in all than may be", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const assignments = ["a", "b", "c", "d"].map((member) => assign(member, silent.target, "150ms"));
  await take(1, sample(assignments, { perSecond: 500, inFlightPerMember: 2, inFlight: 3 }, never));
  expect(silent.connections.length).toBeLessThanOrEqual(2 * 3);
});

test("who leaves is told how many probes were under way, and who was answered by all is not", async () => {
  const silent = await startHttp(() => undefined);
  const abandoned: number[] = [];
  const pace = { ...eager, onAbandon: (probes: number) => void abandoned.push(probes) };
  const enough = AbortSignal.timeout(40);
  await expect(take(1, sample([assign("a", silent.target)], pace, enough))).rejects.toThrow("timeout");
  expect(abandoned).toEqual([eager.inFlightPerMember]);

  const { target } = await startHttp((_request, response) => void response.end());
  await take(1, sample([assign("a", target)], { ...pace, perSecond: 1 }, never));
  expect(abandoned).toHaveLength(1);
});

test("jitter moves each probe from its time, and keeps the pace on average", async () => {
  const { target } = await startCounting();
  const numbers = [0.9, 0.1, 0.5];
  let drawn = 0;
  const random = (): number => numbers[(drawn += 1) % numbers.length] ?? 0.5;
  const startedAt = performance.now();
  await take(40, sample([assign("a", target)], { perSecond: 400, inFlightPerMember: 40, jitter: 1, random }, never));
  expect(performance.now() - startedAt).toBeGreaterThan(39 * 2.5 - 10);
  expect(drawn).toBeGreaterThanOrEqual(39);
});

test("nothing to ask is no sample", async () => {
  expect(await take(1, sample([], eager, never))).toEqual([]);
});

test.for([
  { perSecond: 0 },
  { perSecond: -1 },
  { perSecond: Number.NaN },
  { perSecond: Infinity },
  { jitter: Number.NaN },
  { jitter: 2 },
  { inFlightPerMember: 0 },
  { inFlightPerMember: Number.NaN },
  { inFlight: 0 },
])("a pace that asks nobody, or without a pause, is refused: %j", async (pace) => {
  const { target, seen } = await startCounting();
  await expect(take(1, sample([assign("a", target)], { ...eager, ...pace }, never))).rejects.toThrow(RangeError);
  expect(seen.requests).toBe(0);
});
