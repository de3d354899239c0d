import { classifyConnectionError } from "../connection-fault.ts";
import type { ErrorOutcome, FailedOutcome, Outcome } from "../outcome.ts";
import { PhaseTimeout } from "../phase-timeout.ts";
import type { Phases } from "../phases.ts";
import { oneLine } from "../printable.ts";
import type { Scrub } from "../scrub.ts";
import { hostAndPort, type Target } from "../target.ts";
import { FlowMisused, FlowOver, FlowTimeUp, ValueUnexpected } from "./flow-errors.ts";
import type { Flow } from "./flow.ts";
import { cleanStep, type FlowStep, type FlowTrace, type FlowTrouble } from "./flow-trace.ts";
import { SecretUnusable } from "./secret-reader.ts";

/** What a flow came to: its steps in the order in which they ended. */
export interface FlowAnswer {
  readonly steps: readonly FlowStep[];
}

type Said =
  | Pick<FailedOutcome, "kind" | "decisive" | "expected" | "observed" | "likelyCause" | "findings">
  | Pick<ErrorOutcome, "kind" | "where" | "observed" | "likelyCause">;

/**
 * The outcome of a flow. A step that failed counts also where the flow's function caught it: nothing is hidden.
 * @param scrub strikes out every secret that the flow has learnt, also where it was learnt after the step
 */
export function flowOutcome(
  flow: Flow,
  target: Target,
  trace: FlowTrace,
  latencyMs: number,
  scrub: Scrub,
): Outcome<FlowAnswer> {
  const steps = trace.steps.map((step) => cleanStep(step, scrub));
  const name = `flow ${flow.name} of ${hostAndPort(target)}`;
  const measured = { latencyMs, phases: sumOf(steps) };
  const answer: FlowAnswer = { steps };
  const { trouble } = trace;
  if (trouble) {
    const request = `${name}${trouble.part === "cleanup" ? ", cleanup" : ""}${placeOf(trouble, scrub)}`;
    const said = say(flow, trouble, scrub);
    return said.kind === "failed" ? { ...said, ...measured, request, answer } : { ...said, ...measured, request };
  }
  const fault = { kind: "error", where: "prober", ...measured, request: name } as const;
  const [forgotten] = trace.unfinished;
  if (forgotten) return { ...fault, ...forgotten, observed: oneLine(scrub(forgotten.observed)) };
  if (!trace.isSent) {
    const observed = steps.length === 0 ? "no request was sent" : "no request was sent but by the cleanup";
    return { ...fault, observed, likelyCause: "the flow's function: nothing that ran is not a pass" };
  }
  return { kind: "passed", ...measured, request: name, answer, findings: [] };
}

const FUNCTION = "the flow's function";
const AWAIT = `${FUNCTION}: await all that it starts`;

/** `, request 2, GET http://10.0.1.7:8080/orders`; `, after request 2`. */
function placeOf({ after, what }: FlowTrouble, scrub: Scrub): string {
  if ("step" in what) return `, request ${after}, ${scrub(what.step.request)}`;
  return after === 0 ? "" : `, after request ${after}`;
}

function say(flow: Flow, { part, what }: FlowTrouble, scrub: Scrub): Said {
  if ("step" in what) {
    const { latencyMs: _, phases: __, request: ___, ...said } = cleanStep(what.step, scrub);
    if (said.kind !== "passed") return said;
  }
  const error = "step" in what ? undefined : what.error;
  if (error instanceof ValueUnexpected) {
    const said = { expected: scrub(error.expected), observed: scrub(error.observed) };
    return { kind: "failed", decisive: false, ...said, findings: [] };
  }
  if (error instanceof FlowTimeUp) return sayTimeUp(flow, part, error, scrub);
  const fault = { kind: "error", where: "prober" } as const;
  if (error instanceof SecretUnusable) {
    const likelyCause = "the name of the secret, or what this function may read";
    return { ...fault, observed: oneLine(scrub(error.message)), likelyCause };
  }
  if (error instanceof FlowOver) {
    return { ...fault, observed: oneLine(scrub(error.message)), likelyCause: AWAIT };
  }
  if (error instanceof FlowMisused) return { ...fault, observed: oneLine(scrub(error.message)), likelyCause: FUNCTION };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...fault, observed: oneLine(scrub(message)), likelyCause: `${FUNCTION}, which threw this` };
}

function sayTimeUp(flow: Flow, part: FlowTrouble["part"], late: FlowTimeUp, scrub: Scrub): Said {
  const [whose, setting] = part === "body" ? ["the flow", "timeout"] : ["what the flow deferred", "cleanup"];
  const { afterMs, waiting } = late;
  const { answersMs, answer, way } = waiting;
  if (late.isOfTarget) {
    const asked = answer === undefined ? "" : `, and none yet to ${scrub(answer)}`;
    const likelyCause = `the requests of flow ${flow.name}: see how long each took, or raise its ${setting}`;
    const said = {
      expected: `the end of ${whose} in ${afterMs} ms`,
      observed: `${answersMs} ms spent waiting for answers${asked}`,
    };
    return { kind: "failed", decisive: false, ...said, likelyCause, findings: [] };
  }
  const observed = `no end of ${whose} in ${afterMs} ms`;
  if (way) {
    const fault = classifyConnectionError(new PhaseTimeout(way.phase, afterMs));
    if (fault.kind === "error") return { ...fault, observed: `${observed}: ${fault.observed} for ${scrub(way.what)}` };
  }
  const likelyCause = `the flow's function, which waits for something else than answers; or raise its ${setting}`;
  return { kind: "error", where: "prober", observed, likelyCause };
}

function sumOf(steps: readonly FlowStep[]): Phases {
  const sum: Record<string, number> = {};
  for (const { phases } of steps) {
    for (const [phase, took] of Object.entries(phases)) sum[phase] = (sum[phase] ?? 0) + took;
  }
  return sum;
}
