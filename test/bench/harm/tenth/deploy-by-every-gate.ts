import { describe, expect, test } from "vitest";
import { countOutcomes, type StyleCounts } from "../../../bench/harm/count-outcomes.ts";
import { CONFIGURATION, deployVersion, type Outcome } from "../../../bench/harm/deploy-version.ts";
import { PANEL, type Entry } from "../../../bench/harm/panel.ts";
import { STYLES, SUITE } from "../../../bench/harm/style.ts";
import { tenthOf } from "../../../bench/harm/tenth-of-panel.ts";
import { builtOnce } from "../../support/built-once.ts";

const TENTH = tenthOf(PANEL, 7);
/** What in the tenth goes through however often it is asked for a 200 at /health, or for targets that are healthy. */
const BLUE_SCALED_OUT = "blue has scaled out to five since";
const CHECKOUTS_FAIL = "every checkout fails";

const built = builtOnce(() => CONFIGURATION);

const RUN = {
  path: process.env["PATH"] ?? "",
  /** Half as many as in the bench, and patient: the machine has more to do. */
  customers: { requestsPerSecond: 50, timeoutMs: 5_000 },
  /** Less than a second, which is enough to see that a version went through. */
  keepMinutes: 2,
};

const EXPECTED: Readonly<Record<Entry["version"]["kind"], readonly Outcome["decision"][]>> = {
  visible: ["stopped before"],
  hidden: ["stopped before", "stopped after"],
  good: ["went through"],
};

/** The last of each, where one was tried twice. */
const outcomes = new Map<string, Outcome>();

describe.for(TENTH)("$version.kind: $version.name", (entry) => {
  test.for(STYLES)("by $name", { timeout: 60_000 }, async (style) => {
    const outcome = await deployVersion(entry, style, { ...RUN, built: await built() }, new AbortController().signal);
    outcomes.set(`${entry.version.name} by ${style.name}`, outcome);
    const expected =
      style === SUITE ? EXPECTED[entry.version.kind] : ["stopped before", "went through", "stopped after"];
    const isExpected = expected.includes(outcome.decision);
    // What it says is what explains a failure here.
    expect({ isExpected, ...(!isExpected && outcome) }).toEqual({ isExpected: true });
  });
});

test("of a tenth of the panel every other gate misses some, and without any the most customers are harmed", () => {
  const counts = STYLES.map((style) => countOutcomes(style, [...outcomes.values()]));
  const of = (name: string): StyleCounts | undefined => counts.find(({ style }) => style.name === name);
  const broken = TENTH.filter(({ version }) => version.kind !== "good").map(({ version }) => version.name);

  expect(outcomes.size).toBe(TENTH.length * STYLES.length);
  expect(new Set(of("no hooks")?.missed)).toEqual(new Set(broken));
  const always = expect.arrayContaining([BLUE_SCALED_OUT, CHECKOUTS_FAIL]);
  const naive = ["one request", "ten tries", "target-group health"];
  expect(naive.map((name) => of(name)?.missed)).toEqual([always, always, always]);
  expect(of("ten tries")?.missed).toContain("20 % of the connections are reset");
  expect(of("no hooks")?.customers.broken.failed).toBeGreaterThan(of(SUITE.name)?.customers.broken.failed ?? Infinity);
});
