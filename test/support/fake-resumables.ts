import * as v from "valibot";
import type { CheckResult } from "../../shared/checks/check.ts";
import { resumable, type Resumable, type ResumableCheck } from "../../shared/checks/resumable-check.ts";
import type { InstalledDeployment } from "../../shared/deployment/deployment.ts";
import { pause } from "../../shared/deployment/pause.ts";

const state = v.strictObject({ seen: v.number() });

type Seen = v.InferOutput<typeof state>;

/** What is said of a fake check, in place of what it does by itself. */
type Overrides = Partial<ResumableCheck<InstalledDeployment, Seen>>;

/** A check that looks once a minute, whatever process it is in, and decides after so many looks; never, after Infinity. */
export function looking(
  looks: number,
  verdict: CheckResult["verdict"] = "passed",
  overrides: Overrides = {},
): Resumable<InstalledDeployment> {
  return resumable<InstalledDeployment, Seen>({
    name: "looking",
    state,
    run: async (_, before, signal) => {
      let seen = before?.seen ?? 0;
      while (seen < looks) {
        await pause(60_000, signal).catch(() => undefined);
        if (signal.aborted) return { pending: { seen }, note: `${seen} looks` };
        seen += 1;
      }
      return { verdict, reason: `It said ${verdict} after ${seen} looks.` };
    },
    settle: async (_context, { seen }) => ({ verdict: "passed", reason: `Settled after ${seen} looks.` }),
    ...overrides,
  });
}
