import { expect, test } from "vitest";
import { createDeploymentClock } from "../../rehearsal/deployment-clock.ts";
import { momentAt, type Moment } from "../../rehearsal/moment.ts";
import { Timeline, type Happening } from "../../rehearsal/timeline.ts";

/** A minute takes 10 ms. */
const CLOCK = createDeploymentClock(6000);
const NEVER = new AbortController().signal;

function record(...moments: readonly Moment[]) {
  const happened: string[] = [];
  const faults: unknown[] = [];
  const happenings = moments.map((at, index): Happening => {
    const description = `${index} ${at.mark}`;
    return { at, description, happen: () => void happened.push(description) };
  });
  const observer = { onHappening: () => undefined, onFault: (fault: unknown) => faults.push(fault) };
  return { happened, faults, timeline: new Timeline(happenings, CLOCK, observer, NEVER) };
}

test("what happens at a mark has happened, in order, when it is reached; the rest follows in its time", async () => {
  const { happened, timeline } = record(
    momentAt("Install", 60),
    momentAt("Install"),
    momentAt("AfterInstall"),
    momentAt("Install"),
  );
  await timeline.reach("Install");
  expect(happened).toEqual(["1 Install", "3 Install"]);
  await expect.poll(() => happened, { interval: 5 }).toContain("0 Install");
  await timeline.close();
});

test("what did not come about is known in the end, and comes no more", async () => {
  const { happened, timeline } = record(momentAt("Install", 600), momentAt("AllowTraffic"));
  await timeline.reach("Install");
  const missed = await timeline.close();
  expect(missed.map(({ description }) => description)).toEqual(["0 Install", "1 AllowTraffic"]);
  await timeline.reach("AllowTraffic");
  expect(happened).toEqual([]);
});

test("what has begun is waited for to its end", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const happening = { at: momentAt("Start"), description: "slow", happen: () => promise };
  const observer = { onHappening: () => undefined, onFault: () => undefined };
  const timeline = new Timeline([happening], CLOCK, observer, NEVER);
  const reached = timeline.reach("Start");
  const closed = timeline.close();
  resolve();
  expect(await closed).toEqual([]);
  await reached;
});

test("what throws is a fault, and keeps nothing else from happening", async () => {
  const faults: unknown[] = [];
  const happened: string[] = [];
  const fault = new Error("no such thing");
  const happenings: Happening[] = [
    { at: momentAt("Start"), description: "", happen: () => Promise.reject(fault) },
    { at: momentAt("Start"), description: "", happen: () => void happened.push("second") },
  ];
  const observer = { onHappening: () => undefined, onFault: (each: unknown) => faults.push(each) };
  const timeline = new Timeline(happenings, CLOCK, observer, NEVER);
  await timeline.reach("Start");
  expect([faults, happened, await timeline.close()]).toEqual([[fault], ["second"], []]);
});
