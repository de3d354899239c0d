import { createHash } from "node:crypto";
import type { AwsError } from "../aws/aws-error.ts";

/** Which page of a list is wanted. */
export interface PageRequest {
  /** Items a page. */
  readonly size: number;
  /** What the page before answered; undefined for the first. */
  readonly token: string | undefined;
  /** All else that was asked: a token continues the list that it was given for, and no other. */
  readonly query: object;
  /** What a token is answered that was not given for this list. */
  readonly invalidToken: () => AwsError;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The token of the next page; undefined after the last. */
  readonly next: string | undefined;
}

/** One page of a list. @throws {AwsError} where the token is not one of this list */
export function takePage<Item>(items: readonly Item[], { size, token, query, invalidToken }: PageRequest): Page<Item> {
  // In whichever order a client writes its members.
  const text = JSON.stringify(Object.entries(query).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  const mark = createHash("sha256").update(text).digest("hex");
  const from = token === undefined ? 0 : readToken(token, mark);
  if (from === undefined) throw invalidToken();
  const next = from + size;
  return { items: items.slice(from, next), next: next < items.length ? writeToken(next, mark) : undefined };
}

function writeToken(from: number, mark: string): string {
  return Buffer.from(`${from}/${mark}`).toString("base64");
}

function readToken(token: string, mark: string): number | undefined {
  const [, from, of] = /^(\d+)\/([0-9a-f]+)$/.exec(Buffer.from(token, "base64").toString()) ?? [];
  return of === mark ? Number(from) : undefined;
}
