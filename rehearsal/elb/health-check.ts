import { request, type HttpProbe } from "../../shared/probe/http/http-probe.ts";
import { RequestDefinitionError } from "../../shared/probe/http/make-request.ts";
import { runProbe } from "../../shared/probe/run-probe.ts";
import type { Matcher } from "./matcher.ts";
import { CHECKS_FAILED, describeCodeMismatch, type TargetHealth, TIMED_OUT } from "./target-health.ts";

/** Health check settings of a target group. */
export interface HealthCheckSettings {
  readonly protocol: "HTTP";
  /** A port number, or "traffic-port": the port under which each target is registered. */
  readonly port: string;
  readonly path: string;
  /** Deployment seconds from the start of one check to the start of the next. */
  readonly intervalSeconds: number;
  /** Wall seconds in which the whole answer must arrive. */
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** HTTP codes that pass, as AWS writes them: "200", "200,202", "200-399". */
  readonly matcher: string;
}

/** Timers of Node.js count whole milliseconds: one may fire before the clock of latencies has reached its time. */
const TIMER_GRAIN_MS = 1;

/** What one check found: `health` is what the target becomes when enough checks fail in a row. */
export type HealthCheckOutcome = { readonly ok: true } | { readonly ok: false; readonly health: TargetHealth };

/**
 * Checks one target once, on a connection of its own. Whatever the target does is an outcome;
 * rejects only with the reason of `signal`, once nothing of the check is open any more.
 */
export async function checkTarget(
  address: { readonly id: string; readonly port: number },
  settings: HealthCheckSettings,
  matches: Matcher,
  signal: AbortSignal,
): Promise<HealthCheckOutcome> {
  signal.throwIfAborted();
  const timeoutMs = settings.timeoutSeconds * 1000;
  const port = settings.port === "traffic-port" ? address.port : Number(settings.port);
  const target = { address: address.id, port, label: `${address.id}:${port}` };
  let probe: HttpProbe;
  try {
    const timeout = `${timeoutMs}ms` as const;
    const headers = { "user-agent": "ELB-HealthChecker/2.0" };
    const options = { headers, timeout, phaseTimeouts: { connect: timeout } };
    // Which codes are good is for the matcher to say.
    probe = request("GET", settings.path, options).expect("100-599");
  } catch (error) {
    // What cannot be asked is, to a load balancer, a check that failed.
    if (error instanceof RequestDefinitionError) return { ok: false, health: CHECKS_FAILED };
    throw error;
  }
  const outcome = await runProbe(probe, target, signal);
  if (outcome.kind === "passed") {
    const { status } = outcome.answer;
    return matches(status) ? { ok: true } : { ok: false, health: describeCodeMismatch(status) };
  }
  return { ok: false, health: outcome.latencyMs >= timeoutMs - TIMER_GRAIN_MS ? TIMED_OUT : CHECKS_FAILED };
}
