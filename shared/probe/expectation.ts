import type { Json } from "./json.ts";
import type { Secret } from "./secret.ts";
import { isThenable } from "./thenable.ts";

/** What became of one expectation. Its texts are escaped and cut: what was observed comes from a peer. */
export interface Finding {
  readonly met: boolean;
  /**
   * False where nobody can tell: a body that cannot be read, an answer without TLS whose certificate is asked for. Then
   * neither it nor its opposite is met.
   */
  readonly judged?: false;
  /**
   * True where no statistics are needed: an answer of the wrong version is wrong however rare it is. `alone`: only where
   * every other expectation is met, because whoever answers in the service's stead with a 502 cannot know.
   */
  readonly decisive?: boolean | "alone";
  /** `status 200` */
  readonly expected: string;
  /** `status 503` */
  readonly observed: string;
  /** The answer as the expectations after this one shall see it: with its body as a schema reads it. Not recorded. */
  readonly refined?: unknown;
  /** One line for each difference, where two values were compared. */
  readonly difference?: readonly string[];
  /** What a person should look at, where the answer itself tells. */
  readonly likelyCause?: string;
}

/** Something that an answer must be: a value that prints as one line and is written into the record. */
export interface Expectation<Answer> {
  /** `status 200-299`, `header x-version 1.4.2`. */
  readonly text: string;
  /** True where it judges how long the answer took: that is left out while a target warms up. */
  readonly judgesTime?: boolean;
  /** True where it reads the body of the answer, which is then kept, within its limit. */
  readonly readsBody?: boolean;
  /** What must not be shown of what it expects: struck out of all that is said of an outcome. */
  readonly secrets?: readonly Secret<unknown>[];
  /** What it is, and nothing that is secret. */
  toJSON(): Json;
  /** Judges an answer. May throw: that is then the finding. A property, so that no answer of another type will do. */
  readonly judge: (answer: Answer) => Finding | Promise<Finding>;
}

/**
 * An expectation as its probe keeps it, which judges no answers but those of that probe: so a probe whose answers have a
 * known type passes for one of any.
 */
export interface KeptExpectation<Answer> extends Omit<Expectation<Answer>, "judge"> {
  judge(answer: Answer): Finding | Promise<Finding>;
}

/**
 * The opposite: met by every answer that does not meet `expectation`. Where nobody can tell, or it throws, it is not met, and
 * neither is its opposite. It decides nothing alone, and what `expectation` makes of the answer is not handed on.
 */
export function not<Answer>(expectation: Expectation<Answer>): Expectation<Answer> {
  const { judgesTime, readsBody, secrets } = expectation;
  const text = `not ${expectation.text}`;
  const invert = ({ met, judged, observed }: Finding): Finding =>
    judged === false ? { met: false, judged, expected: text, observed } : { met: !met, expected: text, observed };
  return {
    text,
    ...(judgesTime !== undefined && { judgesTime }),
    ...(readsBody !== undefined && { readsBody }),
    ...(secrets !== undefined && { secrets }),
    toJSON: () => ({ not: expectation.toJSON() }),
    judge: (answer) => {
      const judged: unknown = expectation.judge(answer);
      return isThenable(judged)
        ? Promise.resolve(judged as PromiseLike<Finding>).then(invert)
        : invert(judged as Finding);
    },
  };
}
