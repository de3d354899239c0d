import { isIP } from "node:net";
import { describeFunction, sourceOf } from "../describe-function.ts";
import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import type { DnsAnswer, DnsRecords, DnsType } from "./dns-answer.ts";
import { describeStatus, type Settling } from "./dns-status.ts";
import { canonicalAddress } from "./reverse-name.ts";

/** What the records of an answer must be; each member that is there. Texts are as {@link records} has them. */
export interface RecordsRule<Type extends DnsType> {
  /** These are among them. */
  readonly includes?: readonly string[];
  /** How many there are. */
  readonly count?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** All of them together. */
  readonly accept?: (records: readonly DnsRecords[Type][]) => boolean;
}

/**
 * The records are exactly these, in any order, or as the rule says. A record is written as its address, name or text; one
 * for mail as `10 mail.shop.test`, one of a service as `0 5 8080 host.shop.test`: priority, weight, port, name.
 */
export function records<Type extends DnsType>(
  ...expected: readonly [RecordsRule<Type>] | readonly string[]
): Expectation<DnsAnswer<Type>> & Settling {
  const [first] = expected;
  if (typeof first === "object") return follow(first);
  const wanted = expected
    .filter((each) => typeof each === "string")
    .map(normal)
    .toSorted();
  const text = wanted.length === 0 ? "no records" : `records ${wanted.join(", ")}`;
  return {
    settles: true,
    text,
    toJSON: () => ({ records: wanted }),
    judge: (answer) => {
      const found = answer.records.map(describeRecord).map(normal).toSorted();
      const met = answer.status === "NOERROR" && found.join("\n") === wanted.join("\n");
      return { met, expected: text, observed: describeRecords(answer) };
    },
  };
}

function follow<Type extends DnsType>(rule: RecordsRule<Type>): Expectation<DnsAnswer<Type>> & Settling {
  const { count, atLeast, atMost, accept } = rule;
  const includes = rule.includes?.map(normal);
  const texts = [
    ...(includes ? [`records with ${includes.join(", ")}`] : []),
    ...(count === undefined ? [] : [`${count} record${count === 1 ? "" : "s"}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ...(accept ? [`records for which ${describeFunction(accept)}`] : []),
  ];
  const text = texts.join(" and ") || "an answer about records";
  return {
    settles: true,
    text,
    toJSON: () => ({
      records: { ...rule, ...(includes && { includes }), ...(accept && { accept: sourceOf(accept) }) } as {
        readonly [member: string]: string | number | string[];
      },
    }),
    judge: (answer) => {
      const found = answer.records.map(describeRecord).map(normal);
      const met =
        answer.status === "NOERROR" &&
        (includes ?? []).every((each) => found.includes(each)) &&
        (count === undefined || found.length === count) &&
        found.length >= (atLeast ?? 0) &&
        found.length <= (atMost ?? Infinity) &&
        (accept?.(answer.records) ?? true);
      return { met, expected: text, observed: describeRecords(answer) };
    },
  };
}

/** Names and addresses may be written in several ways. */
function normal(text: string): string {
  return isIP(text) === 0 ? text.toLowerCase().replace(/\.$/u, "") : canonicalAddress(text);
}

/** So many are shown. */
const MOST_SHOWN = 5;

function describeRecords(answer: DnsAnswer): string {
  if (answer.status !== "NOERROR" || answer.records.length === 0) return describeStatus(answer);
  const shown = answer.records.slice(0, MOST_SHOWN).map((record) => printable(describeRecord(record)));
  const more = answer.records.length - shown.length;
  return `records ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function describeRecord(record: DnsRecords[DnsType]): string {
  if ("address" in record) return record.address;
  if ("text" in record) return record.text;
  if ("port" in record) return `${record.priority} ${record.weight} ${record.port} ${record.name}`;
  return "priority" in record ? `${record.priority} ${record.name}` : record.name;
}
