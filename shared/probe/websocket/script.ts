import type { Json } from "../json.ts";
import type { Text } from "../secret.ts";
import type { MessageMatch } from "./message-match.ts";

/** One step of what is said over a WebSocket. */
export type Step = Sending | Awaiting | Closing;

export interface Sending {
  readonly does: "send";
  /** As it is sent: text, or bytes. */
  readonly message: Text | Uint8Array;
}

export interface Awaiting {
  readonly does: "expect";
  readonly match: MessageMatch;
  /** True where it must be the very next message: others may come before it otherwise. */
  readonly next: boolean;
}

export interface Closing {
  readonly does: "expectClose";
  /** Undefined where any will do. */
  readonly code: number | undefined;
}

/** `message "pong"`, `close with 1008`. */
export function describeAwaited(step: Awaiting | Closing): string {
  if (step.does === "expect") return step.next ? `next ${step.match.text}` : step.match.text;
  return step.code === undefined ? "a close by the peer" : `close with ${step.code}`;
}

/** All that makes a step what it is: without secrets. */
export function recordStep(step: Step): Json {
  if (step.does === "expect") return { [step.next ? "expectNext" : "expect"]: step.match.record };
  if (step.does === "expectClose") return { expectClose: step.code ?? null };
  if (step.message instanceof Uint8Array) return { send: { base64: Buffer.from(step.message).toString("base64") } };
  return { send: String(step.message) };
}
