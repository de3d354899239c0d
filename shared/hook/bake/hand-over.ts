import type { LoggedLine } from "../../deployment/find-log-lines.ts";
import { pause } from "../../deployment/pause.ts";
import { describeError } from "../describe-error.ts";
import { firstInvocation, type BakeSign } from "./bake-sign.ts";

/** What handing over does in the world outside. */
export interface HandOverPorts {
  /** Has Lambda accept the next invocation, and says its request id. */
  readonly invokeNext: (signal: AbortSignal) => Promise<string>;
  /** The lines of this function's own log with a text in them. */
  readonly findLines: (text: string, signal: AbortSignal) => Promise<readonly LoggedLine[]>;
  /** Told of every attempt that came to nothing. */
  readonly onFailure: (problem: string) => void;
}

/**
 * - `begun`: the next invocation was seen to have begun.
 * - `elsewhere`: another invocation was given the same part of the bake, began before this one, and has handed over.
 * - `lost`: none was seen to begin.
 */
export type HandOver =
  | { readonly kind: "begun"; readonly requestId: string; readonly attempts: number }
  | { readonly kind: "elsewhere" }
  | { readonly kind: "lost"; readonly problem: string };

const ATTEMPTS = 2;
const BETWEEN_LOOKS_MS = 2_000;

/**
 * Hands a bake over to a further invocation, and stays until that is seen to have begun: Lambda may accept an event and
 * deliver it late, or not at all.
 * @param until when there is no time left to wait, in milliseconds since 1970
 */
export async function handOver(
  { own, nextSign }: { readonly own: BakeSign; readonly nextSign: string },
  ports: HandOverPorts,
  until: number,
  signal: AbortSignal,
): Promise<HandOver> {
  if (await isElsewhere({ own, nextSign }, ports, partOf(until, 1 / 3), signal)) return { kind: "elsewhere" };
  const accepted: string[] = [];
  const problems = new Set<string>();
  for (let attempts = 1; attempts <= ATTEMPTS; attempts += 1) {
    const lookUntil = partOf(until, 1 / (ATTEMPTS - attempts + 1));
    try {
      accepted.push(await ports.invokeNext(signal));
      // Every line that Lambda and the function write in an invocation carries its request id.
      const found = await untilFound(accepted, ports, lookUntil, signal);
      if ("text" in found) return { kind: "begun", requestId: found.text, attempts };
      problems.add(found.problem);
    } catch (error) {
      if (signal.aborted) break;
      problems.add(describeError(error));
      await pause(BETWEEN_LOOKS_MS, signal).catch(() => undefined);
    }
    // Without its request id: this very line would be taken for a sign of it.
    ports.onFailure([...problems].at(-1) ?? "");
  }
  const ids = accepted.length === 0 ? "" : ` (request ${accepted.join(" and ")})`;
  return { kind: "lost", problem: `${[...problems].join("; ") || "time was up"}${ids}` };
}

/** The moment at which a part of the time that is left has gone by. */
function partOf(until: number, part: number): number {
  const now = Date.now();
  return now + (until - now) * part;
}

/** Whether this invocation is a second one of the same part of the bake, and the first has already handed over. */
async function isElsewhere(
  { own, nextSign }: { readonly own: BakeSign; readonly nextSign: string },
  ports: HandOverPorts,
  until: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    // Logged when this invocation began, minutes ago: whatever it was given twice is there.
    const first = firstInvocation(await ports.findLines(own.sign, signal), own.sign);
    if (first === undefined || first === own.invocation) return false;
    return "text" in (await untilFound([nextSign], ports, until, signal));
  } catch {
    // Two chains cost more than one, and report no later: better than none.
    return false;
  }
}

/** The first of these texts that a line is found with, or why there is none. */
async function untilFound(
  texts: readonly string[],
  { findLines }: Pick<HandOverPorts, "findLines">,
  until: number,
  signal: AbortSignal,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  let problem = "Lambda accepted the invocation, but nothing in the function's log shows that it began";
  do {
    try {
      for (const text of texts) if ((await findLines(text, signal)).length > 0) return { text };
    } catch (error) {
      signal.throwIfAborted();
      problem = `Lambda accepted the invocation, but whether it began cannot be seen: ${describeError(error)}`;
    }
    await pause(Math.min(BETWEEN_LOOKS_MS, Math.max(until - Date.now(), 0)), signal);
  } while (Date.now() < until);
  return { problem };
}
