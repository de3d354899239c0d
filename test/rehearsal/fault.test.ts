import { expect, test } from "vitest";
import { hasFault, parseFault, writeServiceFault } from "../../rehearsal/fault.ts";

test.for([
  { text: "slow=1.5x", fault: { kind: "slow", factor: 1.5 } },
  { text: "slow=2x", fault: { kind: "slow", factor: 2 } },
  { text: "slow=1x", fault: undefined },
  { text: "slow=1.5", fault: undefined },
  { text: "latency=800ms", fault: { kind: "latency", milliseconds: 800 } },
  { text: "error-rate=0.05", fault: { kind: "error-rate", rate: 0.05 } },
  { text: "error-rate=0.02@/", fault: { kind: "error-rate", rate: 0.02, path: "/" } },
  { text: "error-rate=1@/checkout", fault: { kind: "error-rate", rate: 1, path: "/checkout" } },
  { text: "error-rate=0.02@checkout", fault: undefined },
  { text: "error-rate=2", fault: undefined },
  { text: "refuse", fault: { kind: "refuse" } },
  { text: "no-such", fault: undefined },
  { text: "hang-rate=0.5@/checkout", fault: { kind: "hang-rate", rate: 0.5, path: "/checkout" } },
  { text: "hang-rate=0.5@checkout", fault: undefined },
  { text: "leak=20@/checkout", fault: { kind: "leak", count: 20, path: "/checkout" } },
  { text: "leak=20", fault: undefined },
  { text: "leak=2.5@/checkout", fault: undefined },
  { text: "crash-after=4s", fault: { kind: "crash-after", seconds: 4 } },
  { text: "crash-after=4", fault: undefined },
  { text: "latency=800ms@/", fault: undefined },
  { text: "one-task:error-rate=0.5", fault: { kind: "error-rate", rate: 0.5, oneTask: true } },
  { text: "one-task:unhealthy", fault: { kind: "unhealthy", oneTask: true } },
  { text: "one-task:pending-migration", fault: undefined },
])("$text", ({ text, fault }) => {
  expect(parseFault(text)).toEqual(fault);
});

test.for([
  ["error-rate=0.05", "error-rate=0.05"],
  ["hang-rate=1@/checkout", "hang-rate=1@/checkout"],
  ["one-task:crash-on=3@/checkout", "crash-on=3@/checkout"],
  ["latency=800ms", "latency=800"],
  ["crash-after=4s", "crash-after=4"],
  ["dead-task", "dead"],
  ["wrong-version", undefined],
  ["pending-migration", undefined],
] as const)("the sample service is given %s as %s", ([text, written]) => {
  expect(writeServiceFault(parseFault(text))).toBe(written);
});

test("a fault is every task's, but for that of one task", () => {
  const tasksWith = (text: string): readonly boolean[] => [0, 1].map((ordinal) => hasFault(parseFault(text), ordinal));
  expect(tasksWith("unhealthy")).toEqual([true, true]);
  expect(tasksWith("one-task:unhealthy")).toEqual([true, false]);
  expect(tasksWith("dead-task")).toEqual([true, false]);
});
