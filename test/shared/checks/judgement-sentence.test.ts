import { expect, test } from "vitest";
import { designCheck } from "../../../shared/checks/check-design.ts";
import { describeFaults, describePassed } from "../../../shared/checks/judgement-sentence.ts";
import { addOutcome, nothingSeen, type Seen } from "../../../shared/checks/seen.ts";
import { planFor } from "../../../shared/configuration/plan-for.ts";
import type { ErrorOutcome, Outcome } from "../../../shared/probe/outcome.ts";
import { configure, assignTo } from "../../support/probe/judge.ts";

const targets = ["a", "b"].map((name, number) => ({
  address: `10.0.0.${number + 1}`,
  port: 80,
  label: `green task ${name}`,
}));
const lost: ErrorOutcome = {
  kind: "error",
  where: "way",
  latencyMs: 2_500,
  phases: {},
  request: "GET http://10.0.0.1:80/health",
  observed: "no connection in time",
  likelyCause: "a security group",
};

const good: Outcome = { kind: "passed", latencyMs: 5, phases: {}, request: "", findings: [], answer: undefined };

/** 140 good answers, with a lost probe for each of `faulty`, which are numbers of targets. */
function seenWith(faulty: readonly number[], outcome = lost, all = targets): Seen {
  const assignments = assignTo(all);
  const plan = planFor(configure(), "smoke-tests-pass");
  const design = designCheck(plan, assignments.length);
  if ("problem" in design) throw new Error(design.problem);
  const outcomes = [
    ...Array.from({ length: 140 }, (_, number) => [number % all.length, good] as const),
    ...faulty.map((number) => [number, outcome] as const),
  ];
  return outcomes.reduce(
    (seen, [number, each]) => {
      const assignment = assignments[number];
      return assignment ? addOutcome(seen, assignment, each) : seen;
    },
    nothingSeen("2 green tasks", assignments, plan, design),
  );
}

test("a task that falls silent while the others answer has failed", () => {
  expect(describeFaults(seenWith([0, 0, 0, 0, 0]))).toEqual({
    verdict: "failed",
    reason:
      "green task a: GET http://10.0.0.1:80/health: expected an answer as in the warm-up, observed no connection in time. 140 probes of 2 green tasks, 0 errors, and 5 probes not counted (the last: no connection in time). Likely cause: this target itself, since the others still answer: it may have stopped, or hang.",
  });
});

test.for([
  ["all targets fall silent", seenWith([0, 1, 0, 1, 0])],
  ["the only target falls silent", seenWith([0, 0, 0, 0, 0], lost, targets.slice(0, 1))],
  ["the prober has no sockets left", seenWith([0, 0, 0, 0, 0], { ...lost, where: "prober" })],
] as const)("where %s, it may be the prober's network", ([, seen]) => {
  const { verdict, reason } = describeFaults(seen);
  expect([verdict, reason]).toEqual(["error", expect.stringMatching(/Likely cause: a security group\.$/)]);
});

test("a pass does not hide the probes that were not counted", () => {
  expect(describePassed(seenWith([1])).reason).toBe(
    "140 probes of 2 green tasks, 0 errors, and 1 probe not counted (the last: no connection in time): error rate below 5 % with 99.9 % confidence (false rollback 0.1 %, false pass 0.1 %). 95 % of the answers came within 5 ms.",
  );
});
