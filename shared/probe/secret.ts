import { inspect } from "node:util";
import { printable } from "./printable.ts";
import { textsIn } from "./texts-in.ts";

const HIDDEN = "***";

/** What a request may carry: text, or text that must not be shown. */
export type Text = string | Secret;

/**
 * A value that prints as `***` wherever it is printed: as a string, as JSON, in a log and in a debugger. Only
 * {@link reveal} gives it away, and only what sends a request calls that.
 */
export class Secret<Value = string> {
  readonly #value: Value;
  readonly #origins: readonly Secret<unknown>[];

  /** @param origins what it was made of, which is secret, too */
  constructor(value: Value, origins: readonly Secret<unknown>[] = []) {
    this.#value = value;
    this.#origins = origins;
  }

  /** The value itself. What is made of it is secret, too: prefer {@link map}. */
  reveal(): Value {
    return this.#value;
  }

  /**
   * Something made of the value, which is as secret as it is.
   * @throws {Error} without the words of what `derive` throws, which may quote the value
   */
  map<Derived>(derive: (value: Value) => Derived): Secret<Derived> {
    return new Secret(unquoted(derive, this.#value), [this]);
  }

  /**
   * Every text that must not be shown: its own, those within it, and those that it was made of. None of one or two
   * characters, and of what is within it none of three: they are in too many other texts.
   */
  texts(): readonly string[] {
    return [...textsIn(this.#value), ...this.#origins.flatMap((origin) => origin.texts())];
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/** Text with secrets in it, which is a secret: `` secretText`Bearer ${token}` ``. */
export function secretText(strings: TemplateStringsArray, ...values: readonly (string | number | Secret)[]): Secret {
  const revealed = values.map((value) => (value instanceof Secret ? value.reveal() : String(value)));
  return new Secret(
    String.raw({ raw: strings }, ...revealed),
    values.filter((value) => value instanceof Secret),
  );
}

/** `JSON.parse` and its like quote the beginning of what they could not read. */
function unquoted<Value, Derived>(derive: (value: Value) => Derived, value: Value): Derived {
  let name = "something";
  try {
    return derive(value);
  } catch (error) {
    if (error instanceof Error) ({ name } = error);
  }
  // No cause, which would be shown with it.
  throw new Error(
    `the function that was to make something of a secret threw ${printable(name)}: its words may quote it`,
  );
}

/** The text itself, for the wire and nothing else. */
export function reveal(text: Text): string {
  return text instanceof Secret ? text.reveal() : text;
}
