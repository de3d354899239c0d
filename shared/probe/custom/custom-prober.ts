import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import { ProberFault } from "../prober-fault.ts";
import type { Prober } from "../prober.ts";
import { hostAndPort, type Target } from "../target.ts";
import type { CustomAnswer } from "./custom-answer.ts";
import type { CustomProbe } from "./custom-probe.ts";
import { readVerdict } from "./read-verdict.ts";

const FUNCTION = "the function of the custom probe itself, not the service: see the error in the log";
const LATE = "the function of the custom probe waits for something without a limit of its own, or ignores its signal";

/** Calls a function of the user once. */
export const customProber: Prober<CustomProbe, CustomAnswer> = {
  request(probe, target) {
    return `${String(probe)} at ${hostAndPort(target)}`;
  },

  async ask(probe, { target, clock }, signal) {
    signal.throwIfAborted();
    clock.begin("request", (afterMs) => new ProberFault("prober", `did not end in ${afterMs} ms`, LATE));
    try {
      const value = await probe.run(target, signal);
      return {
        value,
        verdict: readVerdict(value, probe.judgesValue),
        latencyMs: clock.elapsed(),
        phases: clock.phases,
      };
    } catch (error) {
      signal.throwIfAborted();
      throw explain(error, target);
    }
  },
};

/** What was thrown, as it shall be classified. */
function explain(error: unknown, target: Target): unknown {
  if (error instanceof PeerFault || error instanceof ProberFault || raisedByTarget(error, target)) return error;
  const message = printable(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && error.name === "AssertionError")
    return new PeerFault(message, undefined, { cause: error });
  return new ProberFault("prober", `it threw: ${message}`, FUNCTION, { cause: error });
}

/** Whether a socket to the target raised it: such errors name the address and the port, also beneath those of `fetch`. */
function raisedByTarget(error: unknown, { address, port }: Target): boolean {
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if ("address" in current && "port" in current && current.address === address && current.port === port) return true;
    current = current.cause;
  }
  return false;
}
