import { printable } from "../printable.ts";
import type { AnswerHeaders } from "./http-answer.ts";
import type { Encoding } from "./http-request.ts";

/** What the headers say that the body is compressed with: `gzip`, or `gzip, br`; undefined where it is not. */
export function contentEncoding(headers: AnswerHeaders): string | undefined {
  const value = headers["content-encoding"];
  if (value === undefined) return undefined;
  const names = String(value)
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity")
    .map((name) => (name === "x-gzip" ? "gzip" : name));
  return names.length === 0 ? undefined : printable(names.join(", "));
}

/** `encoding` where it is one alone, and one that the probe accepts. */
export function acceptedEncoding(encoding: string, accept: readonly Encoding[]): Encoding | undefined {
  return accept.find((name) => name === encoding);
}
