import { describeFunction, sourceOf } from "./describe-function.ts";
import type { HttpAnswer } from "./http/http-answer.ts";
import type { HttpExpectation } from "./http/http-expectation.ts";
import { checkHeaderName, headerValues } from "./http/header-values.ts";
import { readJson } from "./http/refined-answer.ts";
import type { Json } from "./json.ts";
import { printable } from "./printable.ts";

/** Where an answer says which version of the service gave it. */
export interface Identity {
  /** `header x-version` */
  readonly text: string;
  /** What is said of an answer that does not say it: `no such header`. */
  readonly absent: string;
  /** True where the body is read for it. */
  readonly readsBody: boolean;
  toJSON(): Json;
  /** Undefined where the answer does not say it, or says nothing. Never throws. */
  read(answer: HttpAnswer): string | undefined;
}

/**
 * A header.
 * @throws {RangeError} for what is no header's name
 */
export function identityHeader(name: string): Identity {
  checkHeaderName(name);
  return {
    text: `header ${name}`,
    absent: "no such header",
    readsBody: false,
    toJSON: () => ({ header: name.toLowerCase() }),
    read: ({ headers }) => trimmed(headerValues(headers, name).join(", ")),
  };
}

/** Its parameter may have the type that you expect the body to have. */
type Select = { select(body: unknown): string | number | undefined }["select"];

/**
 * A field of a body that is JSON: `identityField((body: Health) => body.build.commit)`. Where your function throws, as it does
 * for a body of another shape, the answer does not say it; nor does a number that JavaScript cannot hold exactly, which would
 * be the same for two versions: let the service write it as text.
 */
export function identityField(select: Select): Identity {
  return {
    text: `field ${describeFunction(select)}`,
    absent: "no such field",
    readsBody: true,
    toJSON: () => ({ field: sourceOf(select) }),
    read: (answer) => {
      const read = readJson(answer);
      return read.problem === undefined ? attempt(() => select(read.value)) : undefined;
    },
  };
}

/**
 * Whatever your function finds in an answer. Where it throws, the answer does not say it.
 * @param name what it finds, in words: `image digest`
 */
export function identityBy(name: string, read: (answer: HttpAnswer) => string | undefined): Identity {
  const text = printable(name);
  return {
    text,
    absent: `no ${text}`,
    readsBody: true,
    toJSON: () => ({ by: name }),
    read: (answer) => attempt(() => read(answer)),
  };
}

/**
 * The answer comes from the version under test. One that says another value is wrong however rare it is. One that says
 * nothing is, too, where it meets every other expectation: whoever answers in the service's stead with a 502 cannot know; of
 * that one nobody can tell, and it does not meet the opposite either.
 * @param source how the value is known: `learnt from green's 3 tasks by IP`
 * @throws {RangeError} for a value that says nothing
 */
export function is(identity: Identity, value: string, source?: string): HttpExpectation {
  const given: unknown = value;
  const wanted = typeof given === "string" ? trimmed(given) : undefined;
  if (wanted === undefined) throw new RangeError(`expected a value for ${identity.text}, received none`);
  const text = `${identity.text} ${printable(wanted)}${source === undefined ? "" : ` (${printable(source)})`}`;
  return {
    text,
    readsBody: identity.readsBody,
    toJSON: () => ({ identity: identity.toJSON(), value: wanted, source: source ?? null }),
    judge: (answer) => {
      const observed = identity.read(answer);
      if (observed === undefined) {
        const { absent: observed } = identity;
        return { met: false, judged: false, decisive: "alone", expected: text, observed, likelyCause: OTHER_VERSION };
      }
      const met = observed === wanted;
      return {
        met,
        ...(!met && { decisive: true, likelyCause: OTHER_VERSION }),
        expected: text,
        observed: `${identity.text} ${printable(observed)}`,
      };
    },
  };
}

const OTHER_VERSION =
  "another version answers: look at the image of its task definition, and at where the listener forwards to";

function attempt(read: () => unknown): string | undefined {
  try {
    const value = read();
    if (typeof value === "number") return isHeldExactly(value) ? String(value) : undefined;
    return typeof value === "string" ? trimmed(value) : undefined;
  } catch {
    // A body of another shape, as that of whoever answers in the service's stead: it does not say who answers.
    return undefined;
  }
}

/** A greater whole number is read as one of its neighbours: two versions would be the same. */
function isHeldExactly(value: number): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
}

function trimmed(value: string): string | undefined {
  return value.trim() === "" ? undefined : value.trim();
}
