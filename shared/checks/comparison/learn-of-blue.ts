import type { ComparisonSettings } from "../../configuration/comparison-settings.ts";
import { sample } from "../../probe/sampling.ts";
import { learnBlueErrors } from "../../verdict/compare/comparison-state.ts";
import type { ComparisonProgress } from "./comparison-progress.ts";
import { targetOf } from "./compared-tasks.ts";
import type { Askable } from "./round-at.ts";

const IN_FLIGHT = 128;

/**
 * Asks blue alone, at the pace of the rounds to come, how its errors cluster: green may have its first burst before blue has
 * one, and would be failed for it. Yields what is known after each probe, until enough are.
 * @param signal ends it, with what there is
 */
export async function* learnOfBlue(
  { questions, blue }: Pick<Askable, "questions" | "blue">,
  settings: ComparisonSettings,
  before: ComparisonProgress,
  signal: AbortSignal,
): AsyncGenerator<ComparisonProgress, void, undefined> {
  const wanted = Math.floor((settings.rate * settings.learnBlue) / 1000);
  let progress = before;
  if (progress.learned >= wanted) return;
  const assignments = blue.flatMap((task) => {
    return questions.map((question, number) => {
      return { member: `${task.id} ${number}`, probe: question.probe, target: targetOf(question, task) };
    });
  });
  const pace = { perSecond: settings.rate, inFlightPerMember: IN_FLIGHT, inFlight: IN_FLIGHT };
  try {
    for await (const { outcome } of sample(assignments, pace, signal)) {
      // What the prober could not ask says nothing, and is asked again.
      if (outcome.kind === "error") continue;
      const state = learnBlueErrors(progress.state, outcome.kind === "failed");
      progress = { ...progress, state, learned: progress.learned + 1 };
      yield progress;
      if (progress.learned >= wanted) return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
