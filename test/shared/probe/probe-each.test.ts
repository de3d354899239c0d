import { expect, test } from "vitest";
import { probeEach } from "../../../shared/probe/probe-each.ts";
import { httpProbe } from "../../support/probe/probes.ts";
import { isGone, startHttp, startTcp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;

async function serve(delayMs: number) {
  const seen = { atOnce: 0, most: 0 };
  const { target, connections } = await startHttp((_request, response) => {
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    setTimeout(() => {
      seen.atOnce -= 1;
      response.end();
    }, delayMs);
  });
  const assignments = ["a", "b", "c", "d", "e"].map((member) => ({ member, target, probe: httpProbe() }));
  return { assignments, connections, seen };
}

test("each is asked once, and no more at a time than may be", async () => {
  const { assignments, connections, seen } = await serve(20);
  const members: string[] = [];
  for await (const { assignment, outcome } of probeEach(assignments, 2, never)) {
    members.push(`${assignment.member} ${outcome.kind}`);
  }
  expect(members.toSorted()).toEqual(["a", "b", "c", "d", "e"].map((member) => `${member} passed`));
  expect(connections).toHaveLength(5);
  expect(seen.most).toBe(2);
});

test("a sample is yielded as soon as it is there", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const { assignments } = await serve(1);
  const first = { member: "silent", target: silent.target, probe: httpProbe() };
  const samples = probeEach([first, ...assignments], 3, never);
  for (let taken = 0; taken < 5; taken += 1) {
    expect((await samples.next()).value).toMatchObject({ outcome: { kind: "passed" } });
  }
  await samples.return();
  await expect.poll(() => silent.connections.every(isGone)).toBe(true);
});

test("an abort rejects with its reason", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const stop = new AbortController();
  const samples = probeEach([{ member: "a", target: silent.target, probe: httpProbe() }], 1, stop.signal);
  const asking = samples.next();
  stop.abort(new Error("enough"));
  await expect(asking).rejects.toThrow("enough");
});

test.for([0, -1, Number.NaN, 1.5])("%s probes at once are refused: they would never end", async (inFlight) => {
  const { assignments } = await serve(1);
  await expect(probeEach(assignments, inFlight, never).next()).rejects.toThrow(RangeError);
});
