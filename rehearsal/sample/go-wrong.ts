import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What goes wrong with one answer, or with nothing of it. @returns whether the answer is taken care of */
export type GoWrong = (path: string, response: ServerResponse) => Promise<boolean>;

const NOT_TAKEN = async (): Promise<boolean> => false;
const HALF = '{ "service": "sh';

/**
 * The faults of a bad release that concern its answers, as `--fault` writes them: `error-rate=0.05`, `hang-rate=1@/checkout`,
 * `leak=20@/checkout`.
 * @param random draws of errors, 0..1
 * @param answerError answers an error of the service's
 */
export function goWrongBy(
  fault: string,
  random: () => number,
  answerError: (response: ServerResponse, error: string) => void,
): GoWrong {
  const error = (response: ServerResponse): void => answerError(response, "the orders table has no column note");
  const [, kind, value = "", at] = /^([a-z-]+)(?:=([\d.]+)(?:@(.+))?)?$/.exec(fault) ?? [];
  const amount = Number(value);
  const answer = { "error-rate": error, ...BROKEN }[kind ?? ""];
  if (answer) {
    return async (path, response) => {
      if (at !== undefined && path !== at) return false;
      if (random() >= amount) return false;
      answer(response);
      return true;
    };
  }
  switch (kind) {
    case "dead":
      return async () => true;
    case "latency":
      return async () => {
        await sleep(amount);
        return false;
      };
    case "overload":
      return overload(amount, at, (response) => answerError(response, "too many requests at once"));
    case "leak":
      return afterRequests(amount, at, (response) => answerError(response, "no memory is left"));
    case "crash-on":
      return afterRequests(amount, at, () => {
        console.error("FATAL: out of memory");
        process.exit(137);
      });
    case undefined:
    default:
      return NOT_TAKEN;
  }
}

const BROKEN: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "hang-rate": () => undefined,
  "reset-rate": ({ socket }) => void socket?.resetAndDestroy(),
  "malformed-rate": ({ socket }) => void socket?.end("OK\r\n\r\nthis is no HTTP\r\n"),
  // It says how long it is, and breaks off before.
  "truncated-rate": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 2 * HALF.length });
    response.write(HALF, () => response.socket?.destroy());
  },
  "empty-rate": (response) => void response.writeHead(200, { "content-type": "application/json" }).end(),
};

/** More than `perSecond` requests for `at` within one second are answered with an error. */
function overload(perSecond: number, at: string | undefined, error: (response: ServerResponse) => void): GoWrong {
  let recent: number[] = [];
  return async (path, response) => {
    if (path !== at) return false;
    const now = performance.now();
    recent = [...recent.filter((each) => now - each < 1000), now];
    if (recent.length <= perSecond) return false;
    error(response);
    return true;
  };
}

/** After so many requests for `at`, every request for whatever path gets this answer. */
function afterRequests(count: number, at: string | undefined, answer: (response: ServerResponse) => void): GoWrong {
  let seen = 0;
  return async (path, response) => {
    if (path === at) seen += 1;
    if (seen < count) return false;
    answer(response);
    return true;
  };
}
