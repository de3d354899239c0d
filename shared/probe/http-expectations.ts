import { printable } from "./printable.ts";
import type { StatusCodes } from "./status-codes.ts";

/** What an answer must be. */
export interface HttpExpectations {
  readonly status: StatusCodes;
  /** Milliseconds in which the whole answer must be there. */
  readonly withinMs?: number;
  /** Text that the first 64 KiB of the body must contain. */
  readonly bodyIncludes?: string;
  /** What proves that the answer came from the version under test; an answer without it is decisive. */
  readonly identity?: { readonly header: string; readonly value: string; readonly source: string };
}

/** What came back, as far as it was read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The first expectation that an answer does not meet. */
export interface Disappointment {
  readonly decisive: boolean;
  readonly expected: string;
  readonly observed: string;
}

/**
 * Undefined where the answer meets them all. Another version that says so is named first, since its status says nothing
 * about the version under test; that nobody says who answers counts only where the status is right, because whoever
 * answers in the service's stead with a 502 cannot know.
 */
export function findDisappointment(
  expect: HttpExpectations,
  answer: HttpAnswer,
  latencyMs: number,
): Disappointment | undefined {
  const { identity, bodyIncludes, withinMs } = expect;
  const said = identity && answer.headers[identity.header.toLowerCase()];
  if (identity && said !== undefined && said !== identity.value) {
    return {
      decisive: true,
      expected: describeIdentity(identity),
      observed: `${identity.header} ${printable(String(said))}`,
    };
  }
  if (!expect.status.includes(answer.status)) {
    const observed = `status ${answer.status}${hint(answer)}`;
    return { decisive: false, expected: `status ${expect.status.text}`, observed };
  }
  if (identity && said === undefined) {
    return { decisive: true, expected: describeIdentity(identity), observed: "no such header" };
  }
  if (bodyIncludes !== undefined && !answer.body.includes(bodyIncludes)) {
    const observed = encodingOf(answer) ?? `"${printable(answer.body)}"`;
    return { decisive: false, expected: `a body that includes ${JSON.stringify(bodyIncludes)}`, observed };
  }
  if (withinMs !== undefined && latencyMs > withinMs) {
    const observed = `an answer after ${Math.ceil(latencyMs)} ms`;
    return { decisive: false, expected: `an answer within ${withinMs} ms`, observed };
  }
  return undefined;
}

/** `status 200-299 within 300 ms`: what is expected of an answer that did not come. */
export function describeExpectations({ status, withinMs }: HttpExpectations): string {
  return `status ${status.text}${withinMs === undefined ? "" : ` within ${withinMs} ms`}`;
}

function describeIdentity({ header, value, source }: NonNullable<HttpExpectations["identity"]>): string {
  return `${header} ${value} (${source})`;
}

/** The beginning of an error's body says more than its status: "no such table: orders". */
function hint(answer: HttpAnswer): string {
  const text = answer.body.trim();
  return text === "" || text.startsWith("<") || encodingOf(answer) !== undefined ? "" : ` (${printable(text)})`;
}

/** A body that is encoded although no encoding was accepted cannot be read as text. */
function encodingOf({ headers }: HttpAnswer): string | undefined {
  const encoding = headers["content-encoding"];
  if (encoding === undefined || encoding === "identity") return undefined;
  return `a body encoded as ${printable(String(encoding))}, which the probe does not accept`;
}
