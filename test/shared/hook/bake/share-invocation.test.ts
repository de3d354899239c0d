import { expect, test } from "vitest";
import { invocationsNeeded, shareInvocation } from "../../../../shared/hook/bake/share-invocation.ts";

const MINUTE = 60_000;

test.for([
  // 15 minutes less 15 s for the report: a bake of 10 minutes fits, with a minute to settle.
  { checksMs: 885_000, bakeMs: 10 * MINUTE, stopAt: 600_000, onceUntil: 825_000, endsBake: true },
  { checksMs: 885_000, bakeMs: 825_000, stopAt: 825_000, onceUntil: 825_000, endsBake: true },
  // One second more, and 90 s are kept to hand over.
  { checksMs: 885_000, bakeMs: 826_000, stopAt: 795_000, onceUntil: 795_000, endsBake: false },
  { checksMs: 885_000, bakeMs: 40 * MINUTE, stopAt: 795_000, onceUntil: 795_000, endsBake: false },
  // A short invocation keeps a quarter.
  { checksMs: 40_000, bakeMs: 30_000, stopAt: 30_000, onceUntil: 30_000, endsBake: true },
  { checksMs: 40_000, bakeMs: 31_000, stopAt: 30_000, onceUntil: 30_000, endsBake: false },
  // It was over before this invocation began.
  { checksMs: 885_000, bakeMs: -5_000, stopAt: -5_000, onceUntil: 825_000, endsBake: true },
])("of $checksMs ms, with $bakeMs ms to bake, the checks stop after $stopAt ms", ({ checksMs, bakeMs, ...share }) => {
  expect(shareInvocation(0, checksMs, bakeMs)).toEqual(share);
});

test.for([
  { checksMs: 885_000, stopAt: 795_000, bakeMs: 55 * MINUTE, needed: 4 },
  { checksMs: 45_000, stopAt: 33_750, bakeMs: 55 * MINUTE, needed: 97 },
  { checksMs: 0, stopAt: 0, bakeMs: MINUTE, needed: Infinity },
])("invocations of $checksMs ms: $needed more for a bake of $bakeMs ms", ({ checksMs, stopAt, bakeMs, needed }) => {
  expect(invocationsNeeded(0, checksMs, stopAt, bakeMs)).toBe(needed);
});
