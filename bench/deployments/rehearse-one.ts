import { fileURLToPath } from "node:url";
import { parseOptions } from "../../rehearsal/options.ts";
import { rehearse } from "../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../rehearsal/result.ts";
import type { Row } from "./panel.ts";

/** How every deployment is run. */
export interface DeploymentRun {
  /** Of the host: where programs are found. */
  readonly path: string;
  /** Where the functions are built, with the configuration of this bench. */
  readonly built: string;
}

/** What became of one deployment. */
export interface Outcome {
  readonly seed: number;
  readonly decision: "passed" | "stopped" | "could not run";
  /** The lifecycle event that stopped it; undefined where none did. */
  readonly stoppedAt: string | undefined;
  /** Why it was stopped, or could not run. */
  readonly reason: string | undefined;
  /** Customers' requests that green answered. */
  readonly answeredByGreen: number;
  /** Seconds that the hooks took, up to the verdict. */
  readonly seconds: number;
  /** Probes that were counted in the verdict, of all checks. */
  readonly probes: number;
}

export const CONFIGURATION = fileURLToPath(new URL("hooks.config.ts", import.meta.url));
const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };
/** Only waiting is scaled: the termination wait takes 2 s. A faster clock would fill the machine with health checks. */
const TIME_SCALE = 150;

/**
 * Rehearses one whole deployment of the sample service.
 * @param seed of the errors that green's tasks draw
 * @throws the signal's reason, and nothing else
 */
export async function rehearseOne(
  row: Row,
  seed: number,
  { path, built }: DeploymentRun,
  signal: AbortSignal,
): Promise<Outcome> {
  const fault = row.fault === undefined ? [] : ["--green-fault", row.fault];
  const pace = ["--tasks", String(row.tasks), "--time-scale", String(TIME_SCALE)];
  const options = parseOptions([...fault, ...pace, "--green-env", `SEED=${seed}`]);
  const surroundings = {
    host: { PATH: path },
    cwd: process.cwd(),
    narrator: SILENT,
    configuration: CONFIGURATION,
    built,
  };
  try {
    return describeOutcome(seed, await rehearse(options, surroundings, signal));
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    const nothing = { stoppedAt: undefined, answeredByGreen: 0, seconds: 0, probes: 0 };
    return { seed, decision: "could not run", reason, ...nothing };
  }
}

/** What a rehearsal's result says of the decision. */
export function describeOutcome(
  seed: number,
  { deployment, lifecycleEvents, hooks, customers }: RehearsalResult,
): Outcome {
  const failed = lifecycleEvents.find(({ status }) => status === "Failed");
  const reason = hooks.find(({ lifecycleEvent }) => lifecycleEvent === failed?.name)?.reason;
  return {
    seed,
    decision: deployment.status === "Succeeded" ? "passed" : "stopped",
    stoppedAt: failed?.name,
    reason: failed && (reason ?? deployment.errorInformation?.message),
    answeredByGreen: customers.answeredByGreen,
    seconds: hooks.reduce((sum, { durationMs }) => sum + durationMs / 1000, 0),
    probes: hooks.flatMap(({ checks }) => checks).reduce((sum, check) => sum + countProbes(check.reason), 0),
  };
}

/** `3 of 106 probes of 3 green tasks` says 106; a sentence of no probe says 0. */
function countProbes(sentence: string): number {
  return Number(/(\d+) probes? of /.exec(sentence)?.[1] ?? 0);
}
