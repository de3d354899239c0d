import { expect, test } from "vitest";
import { countOutcomes, type StyleCounts } from "../../../bench/harm/count-outcomes.ts";
import type { Outcome } from "../../../bench/harm/deploy-version.ts";
import { PANEL } from "../../../bench/harm/panel.ts";
import { runPanel } from "../../../bench/harm/run-panel.ts";
import { STYLES, SUITE } from "../../../bench/harm/style.ts";
import { figuresOf } from "../../../bench/harm/style-figures.ts";
import { tenthOf } from "../../../bench/harm/tenth-of-panel.ts";

const TENTH = tenthOf(PANEL, 7);
/** Blue is kept for less than a second, which is enough to see that a version went through; and customers are half as many. */
const RUN = { atOnce: 1, customersPerSecond: 50, keepMinutes: 2, path: process.env["PATH"] ?? "" };

/** What in the tenth goes through however often it is asked for a 200 at /health, or for targets that are healthy. */
const BLUE_SCALED_OUT = "blue has scaled out to five since";
const CHECKOUTS_FAIL = "every checkout fails";

test(
  "of a tenth of the panel, this suite stops every visible fault before the shift, the rest in the bake and no good version; others miss some",
  { timeout: 400_000, retry: 0 },
  async () => {
    const outcomes = await runPanel(TENTH, { ...RUN, styles: STYLES, onOutcome: () => undefined }, signal());
    const counts = STYLES.map((style) => countOutcomes(style, outcomes));
    const of = (name: string): StyleCounts | undefined => counts.find(({ style }) => style.name === name);

    expect(outcomes).toHaveLength(TENTH.length * STYLES.length);
    const broken = TENTH.filter(({ version }) => version.kind !== "good").map(({ version }) => version.name);
    // Reasons are what explains a failure here.
    const unmet = counts.flatMap(figuresOf).filter(({ met }) => met === false);
    expect(unmet.length === 0 ? [] : [...unmet, ...outcomes.filter(isOfSuite)]).toEqual([]);
    expect(new Set(of("no hooks")?.missed)).toEqual(new Set(broken));
    const always = expect.arrayContaining([BLUE_SCALED_OUT, CHECKOUTS_FAIL]);
    const naive = ["one request", "ten tries", "target-group health"];
    expect(naive.map((name) => of(name)?.missed)).toEqual([always, always, always]);
    expect(of("ten tries")?.missed).toContain("20 % of the connections are reset");
    expect(of("no hooks")?.customers.broken.failed).toBeGreaterThan(
      of(SUITE.name)?.customers.broken.failed ?? Infinity,
    );
  },
);

test("a panel that is interrupted ends with the reason, and counts no deployment", { timeout: 60_000 }, async () => {
  const reason = new Error("interrupted by SIGINT");
  const outcomes: Outcome[] = [];
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(reason), 20);
  const run = { ...RUN, styles: STYLES, onOutcome: (outcome: Outcome) => void outcomes.push(outcome) };

  await expect(runPanel(TENTH, run, interruption.signal)).rejects.toBe(reason);
  expect(outcomes).toEqual([]);
});

function isOfSuite({ style }: Outcome): boolean {
  return style === SUITE;
}

function signal(): AbortSignal {
  return new AbortController().signal;
}
