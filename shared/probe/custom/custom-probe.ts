import type { Expectation, KeptExpectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import { printable } from "../printable.ts";
import { ProbeBase, type ProbeOptions } from "../probe-base.ts";
import type { Secret } from "../secret.ts";
import type { Target } from "../target.ts";
import type { CustomAnswer } from "./custom-answer.ts";

/**
 * Asks a target anything.
 * - What it returns: `true` or nothing has passed, `false` has failed, and a text has failed with it. An object with
 *   `passed` or `observed` is a verdict with words ({@link CustomVerdict}), the outcome of another probe becomes that of this
 *   one, and of a list of these the first counts that did not pass. Any other value has passed if it meets what is expected
 *   of it by `value(…)`; where nothing is, it is no verdict, and an error of the prober.
 * - What it throws: a {@link PeerFault} and an assertion that does not hold (`node:assert`, vitest's `expect`) have failed,
 *   as does what a socket to the target's own address raised. Everything else is a fault of the function: no evidence
 *   against the peer, but an error of the prober.
 * - It has to end when `signal` is aborted, and to leave nothing open. What it does after that is waited for no longer; then
 *   it has not failed: that it did not end in time is an error of the prober, too.
 */
export type CustomFunction<Value> = (target: Target, signal: AbortSignal) => Value | Promise<Value>;

export interface CustomOptions extends Pick<ProbeOptions, "timeout"> {
  /** What must not be shown, wherever the function says it. */
  readonly secrets?: readonly Secret<unknown>[];
}

/** A function of the user: a value, which `expect` copies and never changes. Two of the same name count as the same. */
export class CustomProbe<Value = unknown> extends ProbeBase<CustomAnswer<Value>> {
  readonly kind = "custom";
  readonly name: string;
  readonly run: CustomFunction<Value>;
  readonly #options: CustomOptions;
  readonly #expected: readonly KeptExpectation<CustomAnswer<Value>>[];

  /** Use {@link custom}. */
  constructor(
    name: string,
    run: CustomFunction<Value>,
    options: CustomOptions,
    expected: readonly KeptExpectation<CustomAnswer<Value>>[],
  ) {
    super(options, [verdict(name), ...expected]);
    this.name = name;
    this.run = run;
    this.#options = options;
    this.#expected = expected;
  }

  /** The same function, of whose value this is expected, too: `value("below 10", (depth) => depth < 10)`. */
  expect(...expectations: readonly Expectation<CustomAnswer<Value>>[]): CustomProbe<Value> {
    return new CustomProbe(this.name, this.run, this.#options, [...this.#expected, ...expectations]);
  }

  /** Whether anything is expected of what the function returns. */
  get judgesValue(): boolean {
    return this.#expected.some(({ judgesTime }) => judgesTime !== true);
  }

  override get secrets(): readonly Secret<unknown>[] {
    return [...(this.#options.secrets ?? []), ...super.secrets];
  }

  override toString(): string {
    return `custom "${printable(this.name)}"`;
  }

  override toJSON(): Json {
    return {
      kind: this.kind,
      name: this.name,
      timeoutMs: this.timeoutMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

/**
 * Any function as a probe: `custom("the queue is empty", async (target, signal) => (await depth(target, signal)) === 0)`.
 * @param name says what is so when it passes; probes of the same name count as the same
 */
export function custom<Value>(
  name: string,
  run: CustomFunction<Value>,
  options: CustomOptions = {},
): CustomProbe<Value> {
  if (name.trim() === "") throw new RangeError("expected a name for a custom probe");
  return new CustomProbe(name, run, options, []);
}

function verdict(name: string): Expectation<CustomAnswer> {
  const text = printable(name);
  return {
    text,
    toJSON: () => ({ verdict: true }),
    judge: ({ verdict }) => ({
      met: verdict?.passed ?? true,
      expected: verdict?.expected === undefined ? text : printable(verdict.expected),
      observed: verdict === undefined ? text : printable(verdict.observed),
    }),
  };
}
