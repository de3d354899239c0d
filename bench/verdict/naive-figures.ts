import { planFor } from "../../shared/verdict/default-plan.ts";
import { designTwoLevels } from "../../shared/verdict/two-level-design.ts";
import { shown, type Figure } from "../figure.ts";
import { made } from "./made.ts";
import { NAIVE_RULES } from "./naive-rules.ts";
import { judgeByRule, judgeStreams, RUNS, type Outcomes } from "./streams.ts";
import { judgeTwoLevels } from "./two-levels.ts";

const TASKS = 10;
const HEALTHY = 0.001;
const BAD = [0.05, 0.2, 0.5] as const;
/** What a load balancer's listener, which spreads requests at random, makes of one dead task among healthy ones. */
export const ONE_DEAD = (1 + (TASKS - 1) * HEALTHY) / TASKS;

/** What the default plan for ten tasks, and the rules of others, decide on the same streams of answers. */
export function measureNaiveRules(): readonly Figure[] {
  const design = made(designTwoLevels(planFor(), TASKS));
  return [
    ...figuresOf(
      `ours, ${TASKS} tasks`,
      (rate) => judgeTwoLevels(design, () => rate),
      () => judgeTwoLevels(design, (member) => (member === TASKS - 1 ? 1 : HEALTHY)),
    ),
    ...NAIVE_RULES.flatMap((rule) => {
      const at = (rate: number): Outcomes => judgeStreams(judgeByRule(rule), rate, RUNS);
      return figuresOf(rule.name, at, () => at(ONE_DEAD));
    }),
  ];
}

function figuresOf(name: string, at: (rate: number) => Outcomes, oneDead: () => Outcomes): readonly Figure[] {
  const healthy = at(HEALTHY);
  return [
    shown(`${name}: mean probes if healthy`, healthy.meanSamples, "probes"),
    shown(`${name}: false rollback at ${HEALTHY * 100} %`, healthy.failed, "1"),
    ...BAD.map((rate) => shown(`${name}: false pass at ${rate * 100} %`, at(rate).passed, "1")),
    shown(`${name}: false pass of one dead task among ${TASKS}`, oneDead().passed, "1"),
  ];
}
