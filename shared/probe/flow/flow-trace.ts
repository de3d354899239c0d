import type { Finding } from "../expectation.ts";
import type { Outcome } from "../outcome.ts";
import type { Scrub } from "../scrub.ts";
import { FlowTimeUp, ValueUnexpected } from "./flow-errors.ts";
import type { FlowPart } from "./flow-part.ts";

/** A request of a flow, and what became of it; its answer is left out, which may hold secrets. */
export type FlowStep = Outcome<undefined>;

/** Something in a flow that was not as it should have been. */
export interface FlowTrouble {
  readonly part: FlowPart["name"];
  /** How many requests had ended, itself among them. */
  readonly after: number;
  readonly what: { readonly step: Outcome } | { readonly error: unknown };
}

/** Something that the flow's function began and did not end: `GET /orders was written and never sent`. */
export interface Unfinished {
  readonly observed: string;
  readonly likelyCause: string;
}

/** What happened in a flow. */
export class FlowTrace {
  /** In the order in which they ended. */
  readonly steps: Outcome[] = [];
  /** What was begun and not ended, in the order in which it was. */
  readonly unfinished = new Set<Unfinished>();
  readonly #troubles: FlowTrouble[] = [];
  #isSent = false;

  /** Whether the flow itself sent anything: its cleanup alone proves nothing. */
  get isSent(): boolean {
    return this.#isSent;
  }

  /** Keeps in mind what was begun until the function that it returns is called. */
  announce(observed: string, likelyCause: string): () => void {
    const begun: Unfinished = { observed, likelyCause };
    this.unfinished.add(begun);
    return () => void this.unfinished.delete(begun);
  }

  addStep(part: FlowPart["name"], step: Outcome): void {
    this.steps.push(step);
    this.#isSent ||= part === "body";
    if (step.kind !== "passed") this.#troubles.push({ part, after: this.steps.length, what: { step } });
  }

  addError(part: FlowPart["name"], error: unknown): void {
    this.#troubles.push({ part, after: this.steps.length, what: { error } });
  }

  /**
   * What the flow is judged by: what happened first, since the rest is most often its consequence; evidence against the
   * target before what is none, and the flow itself before its cleanup.
   */
  get trouble(): FlowTrouble | undefined {
    const [worst] = this.#troubles.toSorted((a, b) => gravity(a) - gravity(b));
    return worst;
  }
}

function gravity({ part, what }: FlowTrouble): number {
  return (part === "body" ? 0 : 2) + (isEvidence(what) ? 0 : 1);
}

function isEvidence(what: FlowTrouble["what"]): boolean {
  if ("step" in what) return what.step.kind === "failed";
  return what.error instanceof ValueUnexpected || (what.error instanceof FlowTimeUp && what.error.isOfTarget);
}

/** A step without its answer, and with every secret struck out. */
export function cleanStep(step: Outcome, scrub: Scrub): FlowStep {
  const request = scrub(step.request);
  if (step.kind === "error") {
    return { ...step, request, observed: scrub(step.observed), likelyCause: scrub(step.likelyCause) };
  }
  const findings = step.findings.map((finding) => cleanFinding(finding, scrub));
  if (step.kind === "passed") return { ...step, request, findings, answer: undefined };
  const { answer: _, likelyCause, ...rest } = step;
  const said = { observed: scrub(step.observed), expected: scrub(step.expected) };
  return { ...rest, ...said, request, findings, ...(likelyCause !== undefined && { likelyCause: scrub(likelyCause) }) };
}

function cleanFinding({ difference, likelyCause, ...finding }: Finding, scrub: Scrub): Finding {
  return {
    ...finding,
    expected: scrub(finding.expected),
    observed: scrub(finding.observed),
    ...(difference && { difference: difference.map(scrub) }),
    ...(likelyCause !== undefined && { likelyCause: scrub(likelyCause) }),
  };
}
