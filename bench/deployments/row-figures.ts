import { moreSuccesses } from "../../shared/verdict/binomial.ts";
import { atMost, median, shown, type Figure } from "../figure.ts";
import type { Outcome } from "./rehearse-one.ts";
import type { RowOutcomes } from "./run-panel.ts";

/** Wrong decisions that would be so many by chance less than once in a thousand panels are too many for the stated risk. */
const LEAST_CHANCE = 0.001;

const EVENTS = ["BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AfterAllowTraffic"];

/** What one row of the panel found. */
export function figuresOf({ row, outcomes }: RowOutcomes): readonly Figure[] {
  const { name, isFit, risk } = row;
  const ran = outcomes.filter(({ decision }) => decision !== "could not run");
  const stopped = ran.filter(({ decision }) => decision === "stopped");
  const met = ran.filter(({ answeredByGreen }) => answeredByGreen > 0);
  const wrong = isFit ? stopped : ran.filter(({ stoppedAt }) => stoppedAt !== "AfterInstall");
  const chance = moreSuccesses(wrong.length - 1, ran.length, risk);
  return [
    shown(`${name}: deployments`, outcomes.length, "1"),
    atMost(0, `${name}: could not run`, outcomes.length - ran.length, "1"),
    shown(`${name}: passed`, ran.length - stopped.length, "1"),
    shown(`${name}: stopped`, stopped.length, "1"),
    ...stopsOf(stopped).map(([event, count]) => shown(`${name}: stopped at ${event}`, count, "1")),
    ...(isFit
      ? []
      : [
          atMost(0, `${name}: deployments of which a customer met green`, met.length, "1"),
          atMost(0, `${name}: customers' requests answered by green`, sum(met), "1"),
        ]),
    shown(`${name}: median time to the verdict`, median(ran.map(({ seconds }) => seconds)), "s"),
    shown(`${name}: median probes to the verdict`, median(ran.map(({ probes }) => probes)), "probes"),
    shown(`${name}: wrong decisions${isFit ? "" : " of AfterInstall"}`, wrong.length, "1"),
    shown(`${name}: stated risk of one, at most`, risk, "1"),
    {
      name: `${name}: chance of so many at that risk`,
      value: chance,
      unit: "1",
      goal: `at least ${LEAST_CHANCE}`,
      met: chance >= LEAST_CHANCE,
    },
  ];
}

/** How many were stopped at each lifecycle event that stopped any, in the order of the events. */
export function stopsOf(stopped: readonly Outcome[]): readonly (readonly [event: string, count: number])[] {
  return EVENTS.map((event) => [event, stopped.filter(({ stoppedAt }) => stoppedAt === event).length] as const).filter(
    ([, count]) => count > 0,
  );
}

function sum(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((total, { answeredByGreen }) => total + answeredByGreen, 0);
}
