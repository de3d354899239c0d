import { fileURLToPath } from "node:url";
import type { Alarm } from "../../rehearsal/codedeploy/deployment-group.ts";
import { parseOptions } from "../../rehearsal/options.ts";
import { rehearse } from "../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../rehearsal/result.ts";
import type { Entry } from "./panel.ts";
import type { Style } from "./style.ts";

/** What became of one deployment. */
export interface Outcome extends Entry {
  readonly style: Style;
  readonly decision: "stopped before" | "stopped after" | "went through" | "could not run";
  /** The lifecycle event that stopped it; undefined where none did. */
  readonly stoppedAt: string | undefined;
  /** Why it was stopped, or could not run. */
  readonly reason: string | undefined;
  /** Customers' requests, from before the deployment to its end and that of its rollback. */
  readonly requests: number;
  /** Of these, those that failed: 5xx, a broken answer, or none in time. */
  readonly failed: number;
  readonly wallMs: number;
}

/** How every deployment is run. */
export interface DeploymentRun {
  /** Of the host: where programs are found. */
  readonly path: string;
  /** How many come, and how long they wait for an answer until they leave. */
  readonly customers: { readonly requestsPerSecond: number; readonly timeoutMs: number };
  /** Deployment minutes for which blue is kept, and customers are counted, after the last hook of a version that goes through. */
  readonly keepMinutes: number;
  /** Where this suite's functions are built, with the configuration of this bench. */
  readonly built: string;
}

export const CONFIGURATION = fileURLToPath(new URL("hooks.config.ts", import.meta.url));
const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };
/** Only waiting is scaled. A faster clock would fill the machine with health checks. */
const TIME_SCALE = 150;
/** One in five checks out, one looks at its orders; probes ask neither. */
const PATHS = ["/", "/checkout", "/", "/orders", "/"] as const;

/** An alarm on what customers meet would stop deployments of every style, and hide what differs between them. */
function quietAlarm(): Alarm {
  return { name: "shop-5xx", state: "OK", reason: "no datapoint was above the threshold" };
}

/**
 * Deploys one version by one style, with steady customers.
 * @throws the signal's reason, and nothing else
 */
export async function deployVersion(
  entry: Entry,
  style: Style,
  { path, customers, keepMinutes, built }: DeploymentRun,
  signal: AbortSignal,
): Promise<Outcome> {
  const { version, seed } = entry;
  const pace = ["--time-scale", String(TIME_SCALE), "--termination-wait", String(keepMinutes)];
  const parsed = parseOptions([...version.args, ...pace, "--green-env", `SEED=${seed}`]);
  const options = { ...parsed, incidents: [...parsed.incidents, ...(version.incidents ?? [])] };
  const surroundings = {
    host: { PATH: path },
    cwd: process.cwd(),
    narrator: SILENT,
    configuration: CONFIGURATION,
    built,
    customers: { paths: PATHS, ...customers },
    alarms: [quietAlarm()],
    ...(style.handlers && { handlers: style.handlers }),
  };
  const startedAt = performance.now();
  try {
    const outcome = describeOutcome(await rehearse(options, surroundings, signal));
    return { ...entry, style, ...outcome, wallMs: performance.now() - startedAt };
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    const nothing = { stoppedAt: undefined, requests: 0, failed: 0, wallMs: performance.now() - startedAt };
    return { ...entry, style, decision: "could not run", reason, ...nothing };
  }
}

/** What a rehearsal's result says of the decision. A deployment that CodeDeploy itself gives up is stopped, too. */
export function describeOutcome({
  deployment,
  lifecycleEvents,
  hooks,
  trafficShifts,
  customers,
}: RehearsalResult): Pick<Outcome, "decision" | "stoppedAt" | "reason" | "requests" | "failed"> {
  const stopped = lifecycleEvents.find(({ status }) => status === "Failed");
  const reason = hooks.find(({ lifecycleEvent }) => lifecycleEvent === stopped?.name)?.reason;
  const isShifted = trafficShifts.some(({ greenPercentage }) => greenPercentage > 0);
  return {
    decision: deployment.status === "Succeeded" ? "went through" : isShifted ? "stopped after" : "stopped before",
    stoppedAt: stopped?.name,
    reason: stopped && (reason ?? deployment.errorInformation?.message),
    requests: customers.requests,
    failed: customers.errors,
  };
}
