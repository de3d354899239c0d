import type { Report } from "../figure.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import { describePanel } from "./describe-panel.ts";
import { PANEL, type Row } from "./panel.ts";
import type { Outcome } from "./rehearse-one.ts";
import { figuresOf } from "./row-figures.ts";
import { runPanel } from "./run-panel.ts";

const FIRST_SEED = 20_260_001;
const AT_ONCE = 2;

/**
 * Whole deployments of fit and unfit greens, from beginning to end: which are stopped, where, and who met them. Takes about
 * twenty minutes; when it is interrupted, it takes everything down first.
 */
export async function deployments(): Promise<Report> {
  const startedAt = performance.now();
  const elapsed = (): string => `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s`;
  const all = PANEL.reduce((sum, row) => sum + row.deployments, 0);
  let done = 0;
  const onOutcome = (row: Row, outcome: Outcome): void => {
    done += 1;
    console.error(`${elapsed()}  ${done}/${all}  ${row.name}, ${describe(row, outcome)}`);
  };
  const run = { firstSeed: FIRST_SEED, atOnce: AT_ONCE, path: process.env["PATH"] ?? "", onOutcome };
  const results = await untilInterrupted((signal) => runPanel(PANEL, run, signal));
  console.error(`\n${describePanel(results)}\n`);
  return { bench: "deployments", figures: results.flatMap(figuresOf) };
}

function describe(
  { isFit }: Row,
  { seed, decision, stoppedAt, reason, answeredByGreen, seconds, probes }: Outcome,
): string {
  const where = stoppedAt === undefined ? "" : ` at ${stoppedAt}`;
  const said = `seed ${seed}: ${decision}${where}, ${seconds.toFixed(1)} s, ${probes} probes, ${answeredByGreen} answers of green to customers`;
  const isExpected = decision === (isFit ? "passed" : "stopped");
  return isExpected ? said : `${said}. UNEXPECTED: ${reason ?? "no check objected"}`;
}
