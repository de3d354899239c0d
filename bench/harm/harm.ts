import type { Report } from "../figure.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import { countOutcomes } from "./count-outcomes.ts";
import type { Outcome } from "./deploy-version.ts";
import { describeHarm } from "./describe-harm.ts";
import { PANEL } from "./panel.ts";
import { runPanel } from "./run-panel.ts";
import { STYLES, SUITE } from "./style.ts";
import { figuresOf } from "./style-figures.ts";
import type { Version } from "./version.ts";

const AT_ONCE = 2;
/** They wait for two of CloudWatch's minutes, and leave. */
const CUSTOMERS = { requestsPerSecond: 100, timeoutMs: 2_000 };
/** Four seconds of wall time. */
const KEEP_MINUTES = 10;

/** Which part of the panel is deployed: all of it, unless it is said otherwise. */
export interface HarmOptions {
  readonly kind?: Version["kind"];
  /** The name of a style. */
  readonly gate?: string;
}

/**
 * Every version of the panel, broken and good, deployed by every style of gate with steady customers: what each stops, where,
 * and whom it harms. Takes some forty minutes; when it is interrupted, it takes everything down first.
 */
export async function harm({ kind, gate }: HarmOptions): Promise<Report> {
  const startedAt = performance.now();
  const panel = PANEL.filter(({ version }) => kind === undefined || version.kind === kind);
  const styles = STYLES.filter(({ name }) => gate === undefined || name === gate);
  const all = panel.length * styles.length;
  let done = 0;
  const onOutcome = (outcome: Outcome): void => {
    done += 1;
    const elapsed = ((performance.now() - startedAt) / 1000).toFixed(0).padStart(5);
    console.error(`${elapsed} s  ${done}/${all}  ${describe(outcome)}`);
  };
  const path = process.env["PATH"] ?? "";
  const run = {
    styles,
    atOnce: AT_ONCE,
    customers: CUSTOMERS,
    keepMinutes: KEEP_MINUTES,
    path,
    onOutcome,
  };
  const outcomes = await untilInterrupted((signal) => runPanel(panel, run, signal));
  const counts = styles.map((style) => countOutcomes(style, outcomes));
  console.error(`\n${describeHarm(counts)}\n`);
  return { bench: "harm", figures: counts.flatMap(figuresOf) };
}

function describe({ version, style, decision, stoppedAt, reason, failed, requests, wallMs }: Outcome): string {
  const where = stoppedAt === undefined ? "" : ` at ${stoppedAt}`;
  const what = `${version.kind} "${version.name}", ${style.name}: ${decision}${where}`;
  const said = `${what}, ${failed} of ${requests} requests failed, ${(wallMs / 1000).toFixed(1)} s`;
  const isAsked = decision === "could not run" || (style === SUITE && !isExpected(version.kind, decision));
  return isAsked ? `${said}. UNEXPECTED: ${reason ?? "nothing objected"}` : said;
}

/** What this suite is to do with a version. */
function isExpected(kind: Outcome["version"]["kind"], decision: Outcome["decision"]): boolean {
  if (kind === "good") return decision === "went through";
  return decision === "stopped before" || (kind === "hidden" && decision === "stopped after");
}
