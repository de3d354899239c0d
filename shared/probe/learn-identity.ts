import { Connections } from "./connections.ts";
import type { Expectation } from "./expectation.ts";
import type { HttpAnswer } from "./http/http-answer.ts";
import type { HttpProbe } from "./http/http-probe.ts";
import { identityHeader, type Identity } from "./identity.ts";
import { printable } from "./printable.ts";
import { runProbe } from "./run-probe.ts";
import type { Target } from "./target.ts";
import { VERSION_HEADERS } from "./version-headers.ts";

/** What targets say by an identity: one value, or why there is none. */
export type LearnedIdentity =
  | { readonly value: string; readonly problem?: undefined }
  | {
      readonly value?: undefined;
      /**
       * - `no targets`: there was nobody to ask.
       * - `disagreement`: they do not all say the same.
       * - `silence`: some answer, but do not say it.
       * - `no answer`: some do not answer as the probe expects, which says more than what they then say.
       */
      readonly kind: "no targets" | "disagreement" | "silence" | "no answer";
      /** Which say what: a part of a sentence, escaped and cut. */
      readonly problem: string;
    };

/**
 * Asks each target once what it says by `identity`. Rejects only when `signal` is aborted, with its reason.
 * @param probe each target must meet its expectations, but for those of time
 */
export async function learnIdentity(
  identity: Identity,
  probe: HttpProbe,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<LearnedIdentity> {
  if (targets.length === 0) return { kind: "no targets", problem: "no target to ask" };
  const replies = await askEach(identity.readsBody ? probe.expect(bodyKept) : probe, targets, signal);
  const said = new Map<string, Target[]>();
  const silent: Target[] = [];
  const wrong: Reply[] = [];
  for (const reply of replies) {
    const value = reply.answer && identity.read(reply.answer);
    if (reply.fault !== undefined) wrong.push(reply);
    else if (value === undefined) silent.push(reply.target);
    else said.set(value, [...(said.get(value) ?? []), reply.target]);
  }
  const [value] = said.keys();
  if (said.size > 1) return { kind: "disagreement", problem: describeValues(said) };
  if (silent.length > 0) return { kind: "silence", problem: `${identity.absent} from ${name(silent)}` };
  const [first] = wrong;
  if (first || value === undefined) {
    const faults = first ? `${first.fault} from ${name(wrong.map(({ target }) => target))}` : "no answer";
    return { kind: "no answer", problem: faults };
  }
  return { value };
}

/**
 * What the targets of another version say by `identity`, beside a value of this one: `other`, none of them says the same;
 * `same`, one does, and the value proves nothing; `unknown`, one does not answer as `probe` expects and does not say it, or
 * there is nobody to ask. Rejects only when `signal` is aborted, with its reason.
 */
export async function compareIdentity(
  identity: Identity,
  value: string,
  probe: HttpProbe,
  others: readonly Target[],
  signal: AbortSignal,
): Promise<"other" | "same" | "unknown"> {
  const replies = await askEach(identity.readsBody ? probe.expect(bodyKept) : probe, others, signal);
  if (replies.some(({ answer }) => answer && identity.read(answer) === value)) return "same";
  return others.length > 0 && replies.every((reply) => saysOther(identity, value, reply)) ? "other" : "unknown";
}

/** Whoever answers in a target's stead says nothing of what the target would say: its silence counts in a good answer alone. */
function saysOther(identity: Identity, value: string, { answer, fault }: Reply): boolean {
  const said = answer && identity.read(answer);
  return said === undefined ? fault === undefined : said !== value;
}

/**
 * The first well-known header that all of green's targets agree on and none of blue's has with that value: one that both
 * have says nothing of who answered. Undefined where there is none, and where that cannot be told because a target did not
 * answer or because there is nobody to compare. Rejects only when `signal` is aborted, with its reason.
 * @param probe green's targets must meet its expectations, but for those of time; so must those of blue's that do not say
 * another value
 */
export async function discoverIdentity(
  probe: HttpProbe,
  greenTargets: readonly Target[],
  blueTargets: readonly Target[],
  signal: AbortSignal,
): Promise<{ readonly identity: Identity; readonly value: string } | undefined> {
  if (greenTargets.length === 0 || blueTargets.length === 0) return undefined;
  const replies = await askEach(probe, [...greenTargets, ...blueTargets], signal);
  const green = replies.slice(0, greenTargets.length);
  const blue = replies.slice(greenTargets.length);
  if (green.some(({ fault }) => fault !== undefined)) return undefined;
  for (const header of VERSION_HEADERS) {
    const identity = identityHeader(header);
    const [value, ...others] = new Set(green.map(({ answer }) => answer && identity.read(answer)));
    if (value === undefined || others.length > 0) continue;
    if (blue.every((reply) => saysOther(identity, value, reply))) return { identity, value };
  }
  return undefined;
}

/** What one target answered. */
interface Reply {
  readonly target: Target;
  /** Undefined where none came. */
  readonly answer: HttpAnswer | undefined;
  /** What was not as the probe expects. */
  readonly fault: string | undefined;
}

/** So many are asked at once. */
const AT_ONCE = 32;

async function askEach(probe: HttpProbe, targets: readonly Target[], signal: AbortSignal): Promise<readonly Reply[]> {
  await using connections = new Connections();
  const replies: Reply[] = [];
  const waiting = targets.entries();
  const work = async (): Promise<void> => {
    // All take from the same list.
    for (const [index, target] of waiting) {
      const outcome = await runProbe(probe, target, signal, { connections, warmUpMs: probe.timeoutMs });
      const answer = outcome.kind === "error" ? undefined : outcome.answer;
      replies[index] = { target, answer, fault: outcome.kind === "passed" ? undefined : outcome.observed };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, targets.length) }, work));
  return replies;
}

/** Met by every answer: it only has the body kept, in which an identity is read. */
const bodyKept: Expectation<HttpAnswer> = {
  text: "a body",
  readsBody: true,
  toJSON: () => "a body",
  judge: () => ({ met: true, expected: "a body", observed: "a body" }),
};

const MOST_NAMED = 3;

/** `"41" from green task 1, "42" from green task 2 and 2 more` */
function describeValues(said: ReadonlyMap<string, readonly Target[]>): string {
  const all = [...said].map(([value, targets]) => `"${printable(value)}" from ${name(targets)}`);
  return enumerate(all);
}

function name(targets: readonly Target[]): string {
  return enumerate(targets.map(({ label }) => printable(label)));
}

function enumerate(all: readonly string[]): string {
  const named = all.slice(0, MOST_NAMED).join(", ");
  return all.length > MOST_NAMED ? `${named} and ${all.length - MOST_NAMED} more` : named;
}
