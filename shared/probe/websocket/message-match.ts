import { compareJson } from "../compare-json.ts";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { Differences } from "../differences.ts";
import { recordSchema } from "../http/record-schema.ts";
import {
  checkPattern,
  describePattern,
  recordPattern,
  secretsIn,
  type JsonPattern,
  type Matcher,
} from "../json-pattern.ts";
import type { Json } from "../json.ts";
import { printable } from "../printable.ts";
import { Secret } from "../secret.ts";
import { matchText, type TextPattern } from "../text-pattern.ts";

/** What came over a WebSocket: text, or bytes. */
export type Message = string | Buffer;

/**
 * What a message may be expected to be:
 * - text, or bytes: exactly this;
 * - a pattern: text that it matches;
 * - a function: text for which it returns true;
 * - an object or a list: JSON that is such, as `json` has it for a body;
 * - a schema: JSON that it takes.
 */
export type MessageMatcher =
  | TextPattern
  | Uint8Array
  | Matcher
  | readonly JsonPattern[]
  | { readonly [member: string]: JsonPattern }
  | StandardSchemaV1;

/** A matcher, ready to be asked. */
export interface MessageMatch {
  /** `message "pong"`, without secrets. */
  readonly text: string;
  /** All that makes it what it is, without secrets. */
  readonly record: Json;
  readonly secrets: readonly Secret[];
  /** A matcher that throws accepts nothing: `JSON.parse` does so for what is not JSON. */
  readonly accepts: (message: Message) => Promise<boolean>;
}

type Made = Omit<MessageMatch, "accepts"> & { readonly accepts: (message: Message) => boolean | Promise<boolean> };

/** What `matcher` stands for. */
export function matchMessage(matcher: MessageMatcher): MessageMatch {
  const made = makeMatch(matcher);
  const accepts = async (message: Message): Promise<boolean> => {
    try {
      return await made.accepts(message);
    } catch {
      return false;
    }
  };
  return { ...made, accepts };
}

function makeMatch(matcher: MessageMatcher): Made {
  // Before functions: schemas may be such.
  if (isSchema(matcher)) return matchSchema(matcher);
  if (isTextPattern(matcher)) {
    const match = matchText(matcher);
    const { text, record, secrets } = match;
    const shown = typeof matcher === "string" ? `"${text}"` : text;
    return { text: `message ${shown}`, record, secrets, accepts: onText((message) => match.accepts(message)) };
  }
  if (matcher instanceof Uint8Array) {
    const bytes = Buffer.from(matcher);
    return {
      text: `binary message of ${bytes.length} bytes`,
      record: { base64: bytes.toString("base64") },
      secrets: [],
      accepts: (message) => typeof message !== "string" && bytes.equals(message),
    };
  }
  checkPattern(matcher);
  return {
    text: `message ${describePattern(matcher)}`,
    record: { json: recordPattern(matcher) },
    secrets: secretsIn(matcher),
    accepts: onText((message) => {
      const differences = new Differences();
      compareJson(matcher, JSON.parse(message), "$", differences, false);
      return differences.count === 0;
    }),
  };
}

function matchSchema(schema: StandardSchemaV1): Made {
  const { vendor, validate } = schema["~standard"];
  return {
    text: `message as its schema (${printable(vendor)}) has it`,
    record: { schema: recordSchema(schema) },
    secrets: [],
    accepts: onText(async (message) => !(await validate(JSON.parse(message))).issues),
  };
}

/** A message as it is shown to a person. */
export function describeMessage(message: Message): string {
  return typeof message === "string" ? `"${printable(message)}"` : `a binary message of ${message.length} bytes`;
}

function onText(accepts: (message: string) => boolean | Promise<boolean>): Made["accepts"] {
  return (message) => typeof message === "string" && accepts(message);
}

function isTextPattern(matcher: MessageMatcher): matcher is TextPattern {
  return (
    typeof matcher === "string" ||
    typeof matcher === "function" ||
    matcher instanceof RegExp ||
    matcher instanceof Secret
  );
}

function isSchema(matcher: MessageMatcher): matcher is StandardSchemaV1 {
  return (typeof matcher === "object" || typeof matcher === "function") && "~standard" in matcher;
}
