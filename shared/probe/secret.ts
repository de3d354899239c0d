import { inspect } from "node:util";

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

  /** Something made of the value, which is as secret as it is. */
  map<Derived>(derive: (value: Value) => Derived): Secret<Derived> {
    return new Secret(derive(this.#value), [this]);
  }

  /** Every text that must not be shown: its own, those within it, and those that it was made of. */
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

/** A shorter number is in too many texts to be struck out of them, and gives little away. */
const SHORTEST_NUMBER = 4;

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "bigint") {
    return [String(value)].filter((text) => text.length >= SHORTEST_NUMBER);
  }
  if (value instanceof Secret) return value.texts();
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The text itself, for the wire and nothing else. */
export function reveal(text: Text): string {
  return text instanceof Secret ? text.reveal() : text;
}
