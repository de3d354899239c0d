import type { ColumnValues } from "../history/column.ts";

const SECONDS = /^-?\d+(\.\d+)?$/;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;
const TRUE = new Set(["t", "true", "1"]);
const FALSE = new Set(["f", "false", "0"]);

/** A value by what its column was declared as, from its text. Undefined is what cannot be one. */
export const DECODERS: {
  readonly [Kind in keyof ColumnValues]: (text: string) => ColumnValues[Kind] | undefined;
} = {
  text: (text) => text,
  integer: (text) => (/^-?\d{1,40}$/.test(text) ? BigInt(text) : undefined),
  boolean(text) {
    if (TRUE.has(text.toLowerCase())) return true;
    return FALSE.has(text.toLowerCase()) ? false : undefined;
  },
  time: decodeTime,
  bytes: (text) => (/^(?:\\x)?(?:[\da-f]{2})*$/i.test(text) ? text.replace(/^\\x/, "").toLowerCase() : undefined),
};

/** Seconds since 1970, or a date of ISO 8601, in UTC where it has no zone: Kysely keeps its times as text. */
function decodeTime(text: string): Date | undefined {
  if (SECONDS.test(text)) return dateOf(Number(text) * 1_000);
  const [, day, clock = "00:00", zone = "Z"] = ISO_TIME.exec(text) ?? [];
  if (day === undefined) return undefined;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}` : "Z";
  // More digits than milliseconds have are not of the form that every parser takes.
  return dateOf(Date.parse(`${day}T${clock.replace(/(\.\d{3})\d+$/, "$1")}${offset}`));
}

function dateOf(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
