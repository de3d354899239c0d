import type { ErrorOutcome, FailedOutcome, Outcome } from "../outcome.ts";
import type { Phases } from "../phases.ts";
import { escapeUnsafe } from "../printable.ts";
import type { Scrub } from "../scrub.ts";
import { hostAndPort, type Target } from "../target.ts";
import { FlowTimeUp, ValueUnexpected } from "./flow-errors.ts";
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

/** An error's message may be as long as somebody wants: it is told from its beginning. */
const LONGEST = 400;

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
  const [forgotten] = trace.unsent;
  if (forgotten) {
    const observed = scrub(`${forgotten.what} was written and never sent`);
    const likelyCause = "the flow's function: end the request with .ok() or .expect(…), and await it";
    return { kind: "error", where: "prober", ...measured, request: name, observed, likelyCause };
  }
  if (steps.length === 0) {
    const likelyCause = "the flow's function: nothing that ran is not a pass";
    return { kind: "error", where: "prober", ...measured, request: name, observed: "no request was sent", likelyCause };
  }
  return { kind: "passed", ...measured, request: name, answer, findings: [] };
}

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
    return { ...fault, observed: shorten(scrub(error.message)), likelyCause };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...fault, observed: shorten(scrub(message)), likelyCause: "the flow's function, which threw this" };
}

function sayTimeUp(flow: Flow, part: FlowTrouble["part"], late: FlowTimeUp, scrub: Scrub): Said {
  const [whose, setting] = part === "body" ? ["the flow", "timeout"] : ["what the flow deferred", "cleanup"];
  const { afterMs, waitedMs, waitedFor } = late;
  const asked = waitedFor === undefined ? "" : `, and none yet to ${scrub(waitedFor)}`;
  if (late.isOfTarget) {
    const likelyCause = `the requests of flow ${flow.name}: see how long each took, or raise its ${setting}`;
    const said = {
      expected: `the end of ${whose} in ${afterMs} ms`,
      observed: `${waitedMs} ms spent waiting for answers${asked}`,
    };
    return { kind: "failed", decisive: false, ...said, likelyCause, findings: [] };
  }
  const likelyCause = `the flow's function, which waits for something else than answers; or raise its ${setting}`;
  return { kind: "error", where: "prober", observed: `no end of ${whose} in ${afterMs} ms`, likelyCause };
}

/** On one line, and not endless. */
function shorten(text: string): string {
  const escaped = escapeUnsafe(text);
  return escaped.length > LONGEST ? `${escaped.slice(0, LONGEST)}…` : escaped;
}

function sumOf(steps: readonly FlowStep[]): Phases {
  const sum: Record<string, number> = {};
  for (const { phases } of steps) {
    for (const [phase, took] of Object.entries(phases)) sum[phase] = (sum[phase] ?? 0) + took;
  }
  return sum;
}
