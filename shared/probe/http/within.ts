import { milliseconds, type Duration } from "../duration.ts";
import type { Expectation } from "../expectation.ts";
import type { Phase, Phases } from "../phases.ts";

/** What every answer says of the time it took, whatever the probe speaks. */
export interface TimedAnswer {
  readonly latencyMs: number;
  readonly phases: Phases;
}

const NAMES: Readonly<Record<Phase, string>> = {
  dns: "name resolution",
  connect: "connection",
  tls: "TLS handshake",
  request: "request sent",
  firstByte: "first byte",
  body: "body",
};

/** Phases that a probe need not go through: an address has no name to resolve, a kept connection stands already. */
const OPTIONAL = new Set<Phase>(["dns", "connect", "tls"]);

/**
 * The whole answer was there in time, counted from when the probe should have begun; or, of one phase, that it took no
 * longer. Not judged while a target warms up.
 * @throws {RangeError} for what is no duration of 1 ms to an hour
 */
export function within(limit: Duration, phase?: Phase): Expectation<TimedAnswer> {
  const limitMs = milliseconds(limit, "within");
  const what = phase === undefined ? "an answer" : NAMES[phase];
  const text = `${what} within ${limitMs} ms`;
  return {
    text,
    judgesTime: true,
    toJSON: () => ({ withinMs: limitMs, ...(phase !== undefined && { phase }) }),
    judge: ({ latencyMs, phases }) => {
      const took = phase === undefined ? latencyMs : phases[phase];
      if (took === undefined) {
        const observed = `no ${what}`;
        if (phase !== undefined && OPTIONAL.has(phase)) return { met: true, expected: text, observed };
        return { met: false, judged: false, expected: text, observed };
      }
      return { met: took <= limitMs, expected: text, observed: `${what} after ${Math.ceil(took)} ms` };
    },
  };
}
