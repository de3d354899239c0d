import { createHash } from "node:crypto";
import * as v from "valibot";
import type { Bake, Resumable } from "../../checks/resumable-check.ts";
import { HOUR_MS, LONGEST_BAKE_MS } from "../../configuration/bake-schema.ts";
import { describeIssue } from "../../configuration/describe-issue.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import type { KnownBlue } from "../../deployment/known-blue.ts";
import type { HookExecution } from "../event.ts";
import { ContinuationError } from "./continuation-error.ts";
import { CONTINUATION_VERSION, continuationSchema, type WrittenContinuation } from "./continuation-schema.ts";
import type { Standing } from "./standing.ts";

/** A bake in its second invocation or a later one. */
export interface Continuation extends Standing {
  readonly number: number;
  readonly bake: Bake;
  /** AWS may terminate it while the bake goes on. */
  readonly blue: KnownBlue;
}

/** The checks of a bake: what a continuation must speak of, and nothing else. */
export interface BakingChecks<D extends Deployment> {
  /** Their names. */
  readonly once: readonly string[];
  readonly resumables: readonly Resumable<D>[];
}

/** Half of the 256 kB that Lambda takes for an asynchronous event; newer pages of its documentation say 1 MB. */
const LARGEST_EVENT_BYTES = 128 * 1024;
/** Clocks of two hosts differ, but not by more. */
const SKEW_MS = 60_000;

/**
 * The event with which a function goes on with its own bake: CodeDeploy's, and what is known so far.
 * @throws {ContinuationError} where it would be too large
 */
export function writeContinuation({ deploymentId, executionId }: HookExecution, bake: Continuation): object {
  const { number, blue, decided, held: states } = bake;
  const { startedAt, endsAt: bakeEndsAt } = bake.bake;
  const body = { version: CONTINUATION_VERSION, number, startedAt, bakeEndsAt, blue, decided, states } as const;
  const event = {
    DeploymentId: deploymentId,
    LifecycleEventHookExecutionId: executionId,
    continuation: { ...body, digest: digestOf({ deploymentId, executionId }, body) },
  };
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes <= LARGEST_EVENT_BYTES) return event;
  const sizes = Object.entries(states).map(([name, held]) => `${name} ${JSON.stringify(held).length}`);
  throw new ContinuationError(
    `the event would have ${bytes} bytes: expected ${LARGEST_EVENT_BYTES} at most; of these, ${sizes.join(", ")}`,
  );
}

/**
 * The continuation in an event; undefined in CodeDeploy's own. Nothing in it is taken on trust that can be checked: it must
 * be of this build, of this deployment, of this hour, and have something left to decide.
 * @param now milliseconds since 1970
 * @throws {ContinuationError}
 */
export function readContinuation<D extends Deployment>(
  event: unknown,
  execution: HookExecution,
  checks: BakingChecks<D>,
  now: number,
): Continuation | undefined {
  if (typeof event !== "object" || event === null || !("continuation" in event)) return undefined;
  const { continuation: input } = event;
  const parsed = v.safeParse(continuationSchema, input);
  if (!parsed.success) throw new ContinuationError(parsed.issues.map(describeIssue).join("; "));
  const written = parsed.output;
  // Of what came, and not of what was read of it: the text is the same then.
  const { digest: _, ...body } = Object(input) as Record<string, unknown>;
  const problems = [
    ...(written.digest === digestOf(execution, body)
      ? []
      : ["digest: expected that of the rest and of this deployment, received another"]),
    ...timeProblems(written, now),
    ...checkProblems(written, checks),
  ];
  if (problems.length > 0) throw new ContinuationError(problems.join("; "));
  const { number, blue, startedAt, bakeEndsAt: endsAt, decided, states: held } = written;
  return { number, bake: { startedAt, endsAt }, blue, decided, held };
}

/**
 * Shows that an event is whole and has not been put together from two: a state of another deployment, a half-edited copy. It
 * keeps no secret and proves no author: who may invoke the function can compute it, and IAM decides who may.
 */
function digestOf({ deploymentId, executionId }: HookExecution, body: object): string {
  return createHash("sha256")
    .update(JSON.stringify([deploymentId, executionId, body]))
    .digest("hex");
}

function timeProblems({ startedAt, bakeEndsAt }: WrittenContinuation, now: number): readonly string[] {
  const ageMs = now - startedAt;
  const bakeMs = bakeEndsAt - startedAt;
  return [
    ...(ageMs >= -SKEW_MS && ageMs <= HOUR_MS
      ? []
      : [`startedAt: expected a moment of the last hour, received one ${Math.round(ageMs / 1000)} s ago`]),
    ...(bakeMs > 0 && bakeMs <= LONGEST_BAKE_MS
      ? []
      : [`bakeEndsAt: expected at most ${LONGEST_BAKE_MS / 1000} s after startedAt, received ${bakeMs / 1000} s`]),
  ];
}

function checkProblems<D extends Deployment>(
  { decided, states }: WrittenContinuation,
  { once, resumables }: BakingChecks<D>,
): readonly string[] {
  const named = [...decided.map(({ name }) => name), ...Object.keys(states)].toSorted();
  const expected = [...once, ...resumables.map(({ name }) => name)].toSorted();
  if (JSON.stringify(named) !== JSON.stringify(expected)) {
    return [
      `expected each check of this build once (${expected.join(", ")}), received ${named.join(", ") || "none"}: was the function deployed in the middle of a bake?`,
    ];
  }
  const wrong = Object.entries(states).flatMap(([name, { state }]) => {
    const check = resumables.find((each) => each.name === name);
    const why = check ? check.refuse(state) : "this check keeps no state";
    return why === undefined ? [] : [`states.${name}: ${why}`];
  });
  return Object.keys(states).length > 0
    ? wrong
    : [...wrong, "states: expected a check that has not decided, received none"];
}
