import { describe, expect, test } from "vitest";
import { CONFIGURATION, deployVersion, type Outcome } from "../../../../bench/harm/deploy-version.ts";
import { PANEL, type Entry } from "../../../../bench/harm/panel.ts";
import { NO_HOOKS, SUITE, type Style } from "../../../../bench/harm/style.ts";
import { tenthOf } from "../../../../bench/harm/tenth-of-panel.ts";
import { builtOnce } from "../../../support/built-once.ts";

const TENTH = tenthOf(PANEL, 7);
type Decision = Outcome["decision"];
const STOPPED: readonly Decision[] = ["stopped before", "stopped after"];
const WENT_THROUGH: readonly Decision[] = ["went through"];

/** What goes through however often it is asked for a 200 at /health, or for targets that are healthy. */
const MISSED_BY_ALL = new Set(["blue has scaled out to five since", "every checkout fails"]);

const built = builtOnce(() => CONFIGURATION);

const RUN = {
  path: process.env["PATH"] ?? "",
  /** Half as many as in the bench, and patient: the machine has more to do. */
  customers: { requestsPerSecond: 50, timeoutMs: 5_000 },
  /** Less than a second, which is enough to see that a version went through. */
  keepMinutes: 2,
};

/** What a gate may decide on a version. */
function expectedOf({ version: { kind, name } }: Entry, style: Style): readonly Decision[] {
  if (style === SUITE) return { visible: ["stopped before"] as const, hidden: STOPPED, good: WENT_THROUGH }[kind];
  if (kind === "good" || style === NO_HOOKS || MISSED_BY_ALL.has(name)) return WENT_THROUGH;
  // Nine tries in ten would have to fail.
  if (name === "20 % of the connections are reset" && style.name === "ten tries") return WENT_THROUGH;
  return [...STOPPED, ...WENT_THROUGH];
}

/**
 * A test for every version of the tenth and every one of these gates.
 * @param stylesOf the gates by which the version with this number, from 0, is deployed
 */
export function deployTenth(stylesOf: (number: number) => readonly Style[]): void {
  describe.for(TENTH)("$version.kind: $version.name", (entry) => {
    test.for([...stylesOf(TENTH.indexOf(entry))])("by $name", { timeout: 150_000 }, async (style) => {
      const outcome = await deployVersion(entry, style, { ...RUN, built: await built() }, new AbortController().signal);
      const isExpected = expectedOf(entry, style).includes(outcome.decision);
      // What it says is what explains a failure here.
      expect({ isExpected, ...(!isExpected && outcome) }).toEqual({ isExpected: true });
    });
  });
}
