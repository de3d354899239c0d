import { expect, test } from "vitest";
import { parseFault } from "../../rehearsal/fault.ts";

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
])("$text", ({ text, fault }) => {
  expect(parseFault(text)).toEqual(fault);
});
