import { expect, test } from "vitest";
import { OwnProbes } from "../../../shared/checks/own-probes.ts";

test("as many as there may have been are counted, in the time in which they were sent", () => {
  let now = 10_000;
  const own = new OwnProbes([{ from: 0, to: 1000, perSecond: 10, abandoned: 0 }], () => now);
  const probing = own.begin(50);
  now = 12_000;
  // While it goes on, up to now.
  expect(own.between(10_000, 60_000)).toBe(113);
  probing[Symbol.dispose]();
  now = 60_000;
  // A quarter of a second more: clocks differ.
  expect(own.between(0, 60_000)).toBe(13 + 125);
  expect(own.between(11_000, 12_000)).toBe(50);
  expect(own.between(20_000, 60_000)).toBe(0);
  expect(own.spans).toEqual([
    { from: 0, to: 1000, perSecond: 10, abandoned: 0 },
    { from: 10_000, to: 12_000, perSecond: 50, abandoned: 0 },
  ]);
});

test("what was given up is known by when, and in the next invocation", () => {
  let now = 10_000;
  const own = new OwnProbes([{ from: 1000, to: 2000, perSecond: 10, abandoned: 3 }], () => now);
  const probing = own.begin(50);
  now = 12_000;
  probing.abandon(20);
  probing.abandon(1);
  probing[Symbol.dispose]();
  const between = (from: number, to: number): number => own.abandonedBetween(from, to);
  expect([between(0, 1500), between(1500, 2000), between(2000, 3000), between(2001, 12_000)]).toEqual([0, 0, 3, 0]);
  expect([between(12_000, 60_000), between(0, 60_000)]).toEqual([21, 24]);
  expect(new OwnProbes(own.spans).abandonedBetween(0, 60_000)).toBe(24);
});
