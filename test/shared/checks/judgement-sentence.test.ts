import { expect, test } from "vitest";
import { describeFaults, describePassed, type Evidence } from "../../../shared/checks/judgement-sentence.ts";
import type { ErrorOutcome } from "../../../shared/probe/outcome.ts";
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

/** What was seen, with a lost probe for each of `faulty`, which are numbers of targets. */
function evidenceOf(faulty: readonly number[], outcome = lost, all = targets): Evidence {
  const assignments = assignTo(all);
  const faults = faulty.flatMap((number) => {
    const assignment = assignments[number];
    return assignment ? [{ assignment, outcome }] : [];
  });
  return { subject: "2 green tasks", assignments, settings: configure(), failures: new Map(), faults };
}

const tallies = new Map([
  ["green task a", { samples: 70, errors: 0 }],
  ["green task b", { samples: 70, errors: 0 }],
]);

test("a task that falls silent while the others answer has failed", () => {
  expect(describeFaults(evidenceOf([0, 0, 0, 0, 0]), tallies)).toEqual({
    verdict: "failed",
    reason:
      "green task a: GET http://10.0.0.1:80/health: expected an answer as in the warm-up, observed no connection in time. 140 probes of 2 green tasks, 0 errors, and 5 probes not counted (the last: no connection in time). Likely cause: this target itself, since the others still answer: it may have stopped, or hang.",
  });
});

test.for([
  ["all targets fall silent", evidenceOf([0, 1, 0, 1, 0])],
  ["the only target falls silent", evidenceOf([0, 0, 0, 0, 0], lost, targets.slice(0, 1))],
  ["the prober has no sockets left", evidenceOf([0, 0, 0, 0, 0], { ...lost, where: "prober" })],
] as const)("where %s, it may be the prober's network", ([, evidence]) => {
  const { verdict, reason } = describeFaults(evidence, tallies);
  expect([verdict, reason]).toEqual(["error", expect.stringMatching(/Likely cause: a security group\.$/)]);
});

test("a pass does not hide the probes that were not counted", () => {
  expect(describePassed(evidenceOf([1]), tallies).reason).toBe(
    "140 probes of 2 green tasks, 0 errors, and 1 probe not counted (the last: no connection in time): error rate below 5 % (risk of a false pass 0.1 %).",
  );
});
