import type { AnsweredRound } from "../../../../shared/checks/comparison/comparison-progress.ts";
import { roundAt } from "../../../../shared/checks/comparison/round-at.ts";
import type { Outcome } from "../../../../shared/probe/outcome.ts";
import { question } from "./compared.ts";

const task = { address: "10.0.0.1", port: 80, healthPort: 80, availabilityZone: "a", health: "healthy" };
const green = [{ ...task, id: "g1", name: "green task g1" }];
const blue = [{ ...task, id: "b1", name: "blue task b1" }];

/** A round as it comes of an answer of each colour, good or bad. */
export function answered(isGreenGood: boolean, isBlueGood: boolean): AnsweredRound {
  const pair = roundAt(0, { questions: [question], green, blue });
  if (!pair) throw new RangeError("nobody to ask");
  return { pair, subject: outcome(isGreenGood), control: outcome(isBlueGood) };
}

function outcome(isGood: boolean): Outcome {
  const measured = { phases: {}, request: "GET http://10.0.0.1/", latencyMs: 10, findings: [] };
  if (isGood) return { kind: "passed", answer: {}, ...measured };
  return { kind: "failed", decisive: false, expected: "status 200", observed: "status 500", ...measured };
}
