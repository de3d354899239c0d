import type { History } from "../../migrations/history/history.ts";
import { get, type HttpProbe } from "../../probe/http/http-probe.ts";
import type { HttpAnswer } from "../../probe/http/http-answer.ts";
import type { HttpExpectation } from "../../probe/http/http-expectation.ts";
import { RequestDefinitionError } from "../../probe/http/make-request.ts";
import type { Outcome } from "../../probe/outcome.ts";
import { oneLine, printable } from "../../probe/printable.ts";
import { runProbe } from "../../probe/run-probe.ts";
import { scrubber } from "../../probe/scrub.ts";
import type { Text } from "../../probe/secret.ts";
import { EndpointError, type EndpointProblem } from "./endpoint-error.ts";
import { endpointTarget } from "./endpoint-target.ts";
import { parseHistory } from "./parse-history.ts";

export interface EndpointSettings {
  /** With `https://`, or `http://` within a network that is trusted. */
  readonly url: string;
  /** Sent with the request; what is secret is in no error. */
  readonly headers: Readonly<Record<string, Text>>;
  /** For the whole: from the name's resolution to the end of the answer. */
  readonly timeoutMs: number;
  /** Authorities that its certificate may be of, as PEM, in place of the default ones. */
  readonly ca?: string;
}

const MOST_PROBLEMS = 20;
/** A timer and the clock that latency is read from may differ by so much. */
const TIMER_MS = 2;

/** Expects nothing, and so has any answer: what it must be is judged here. Its body is kept, up to a MiB. */
const ANY_ANSWER: HttpExpectation = {
  text: "a history of migrations as JSON",
  readsBody: true,
  toJSON: () => "a history of migrations",
  judge: () => ({ met: true, expected: "an answer", observed: "an answer" }),
};

/**
 * Asks an endpoint once for the history of a database's migrations: `GET`, status 200, `application/json`, at most a MiB, and
 * no redirect is followed. Rejects with its reason when `signal` is aborted.
 * @throws {EndpointError}
 */
export async function observeEndpoint(settings: EndpointSettings, signal: AbortSignal): Promise<History> {
  const { target, path } = endpointTarget(settings.url, settings.ca);
  const probe = makeProbe(path, settings);
  const outcome = await runProbe(probe, target, signal);
  const scrub = scrubber(probe.secrets);
  const problem = (kind: EndpointProblem, what: string): EndpointError => {
    return new EndpointError(kind, `${outcome.request}: ${what}`);
  };
  if (outcome.kind !== "passed") throw problem(kindOf(outcome, settings.timeoutMs), describeFault(outcome));
  // Before it is cut, or the beginning of a secret would stay.
  const show = (text: string): string => printable(scrub(text.slice(0, 4_096)));
  const { answer } = outcome;
  assertStatus(answer, show, problem);
  const parsed = parseHistory(readJson(answer, show, problem));
  if (!parsed.problems) return parsed.history;
  const shown = parsed.problems.slice(0, MOST_PROBLEMS).map((each) => oneLine(scrub(each)));
  const more = parsed.problems.length - shown.length;
  throw problem(
    "not-a-history",
    `expected a history of migrations: ${shown.join("; ")}${more > 0 ? `; and ${more} more problems` : ""}`,
  );
}

/** @throws {EndpointError} for a header that cannot be sent, or no time-out */
function makeProbe(path: string, { headers, timeoutMs }: EndpointSettings): HttpProbe {
  try {
    const asked = { accept: "application/json", ...lowered(headers) };
    const timeout = `${timeoutMs}ms` as const;
    return get(path, { headers: asked, timeout, limits: { body: "1MiB" } }).expect(ANY_ANSWER);
  } catch (error) {
    if (!(error instanceof RequestDefinitionError || error instanceof RangeError)) throw error;
    throw new EndpointError("unreachable", `The migrations' endpoint cannot be asked: ${error.message}`);
  }
}

function lowered(headers: EndpointSettings["headers"]): EndpointSettings["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

type Fault = Exclude<Outcome, { readonly kind: "passed" }>;

function kindOf({ latencyMs, phases }: Fault, timeoutMs: number): EndpointProblem {
  if (latencyMs >= timeoutMs - TIMER_MS) return "timeout";
  // An answer had begun: it was too large, or broke off.
  return phases.firstByte === undefined ? "unreachable" : "not-a-history";
}

function describeFault({ observed, likelyCause }: Fault): string {
  const cause = likelyCause === undefined ? "" : `. Look for this: ${likelyCause}`;
  return `expected a history of migrations as JSON, observed ${observed}${cause}`;
}

type Show = (text: string) => string;
type Problem = (kind: EndpointProblem, what: string) => EndpointError;

function assertStatus({ status, headers, text }: HttpAnswer, show: Show, problem: Problem): void {
  if (status === 200) return;
  const location = String(headers["location"] ?? "nowhere");
  if (status >= 300 && status < 400) {
    throw problem(
      "status",
      `expected status 200, observed ${status}, a redirect to "${show(location)}", which is not followed: name the address that it leads to`,
    );
  }
  const body = text === "" ? "" : ` with "${show(text)}"`;
  throw problem("status", `expected status 200, observed ${status}${body}`);
}

function readJson(answer: HttpAnswer, show: Show, problem: Problem): unknown {
  const type = String(answer.headers["content-type"] ?? "none");
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/iu.test(type)) {
    throw problem(
      "not-json",
      `expected content-type application/json, observed ${show(type)} with "${show(answer.text)}"`,
    );
  }
  if (answer.encoding !== undefined) {
    throw problem(
      "not-json",
      `expected JSON, observed a body compressed with ${show(answer.encoding)}, which was not asked for`,
    );
  }
  try {
    return answer.body;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const body = answer.text === "" ? "no body" : `"${show(answer.text)}" (${show(error.message)})`;
    throw problem("not-json", `expected JSON, observed ${body}`);
  }
}
