import { describeFunction, sourceOf } from "../describe-function.ts";
import type { Json } from "../json.ts";
import { printable } from "../printable.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import { checkText } from "../text-pattern.ts";

/**
 * What an answer to what was sent must have in it: this text, or what matches. Of a pattern `^` and `$` stand for the ends of
 * lines, too.
 */
export type AwaitedText = Text | RegExp;

/**
 * @throws {RangeError} for what is there before the peer has said anything: no text at all, and a pattern that matches it
 */
export function checkAwaited(awaited: AwaitedText): void {
  if (awaited instanceof RegExp) {
    if (!asLines(awaited).test("")) return;
    throw new RangeError(`expected a pattern that does not match silence, received ${printable(String(awaited))}`);
  }
  checkText(awaited);
  if (reveal(awaited) === "") throw new RangeError('expected some text, received ""');
}

/** `pattern` with its ends at the ends of lines. With `g` it would go on where it left off in another text. */
export function asLines({ source, flags }: RegExp): RegExp {
  return new RegExp(source, `${flags.replaceAll(/[gm]/gu, "")}m`);
}

/** What is sent that depends on what the last awaited text was: it is given the match, then the groups of the pattern. */
export type MakeReply = (match: readonly string[]) => string | Uint8Array;

/** One step of what is said over a connection. */
export type Step = Sending | Awaiting | Securing;

export interface Sending {
  readonly does: "send";
  readonly data: Text | Uint8Array | MakeReply;
}

export interface Awaiting {
  readonly does: "expect";
  readonly awaited: AwaitedText;
}

export interface Securing {
  readonly does: "startTls";
}

/** `/^220 /`, `"PONG"`; without secrets. */
export function describeAwaited(awaited: AwaitedText): string {
  return awaited instanceof RegExp ? printable(String(awaited)) : describeText(awaited);
}

/** `"PING\r\n"`, `4 bytes`; without secrets. */
export function describeData(data: Text | Uint8Array): string {
  return data instanceof Uint8Array ? `${data.length} byte${data.length === 1 ? "" : "s"}` : describeText(data);
}

/** `expects /^220 /`, `sends "PING\r\n"`, `starts TLS`. */
export function describeStep(step: Step): string {
  if (step.does === "startTls") return "starts TLS";
  if (step.does === "expect") return `expects ${describeAwaited(step.awaited)}`;
  return `sends ${typeof step.data === "function" ? describeFunction(step.data) : describeData(step.data)}`;
}

/** All that makes a step what it is; without secrets. */
export function recordStep(step: Step): Json {
  if (step.does === "startTls") return "startTls";
  if (step.does === "expect") {
    return { expects: step.awaited instanceof RegExp ? { matches: String(step.awaited) } : String(step.awaited) };
  }
  const { data } = step;
  if (typeof data === "function") return { sends: { function: sourceOf(data) } };
  return { sends: data instanceof Uint8Array ? { base64: Buffer.from(data).toString("base64") } : String(data) };
}

/** What must not be shown of a step. */
export function secretsOf(step: Step): readonly Secret[] {
  const text = step.does === "send" ? step.data : step.does === "expect" ? step.awaited : undefined;
  return text instanceof Secret ? [text] : [];
}

function describeText(text: Text): string {
  return text instanceof Secret ? String(text) : `"${printable(text)}"`;
}
