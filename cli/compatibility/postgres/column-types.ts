import type { Node, TypeName } from "libpg-query";
import { strings } from "./nodes.ts";

const BOUNDED: ReadonlySet<string> = new Set(
  `bool cidr date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 money oid time timestamp timestamptz timetz
  uuid smallserial serial bigserial serial2 serial4 serial8`.split(/\s+/),
);
/** Others that are no domains, which may have a default of their own, and refuse null. */
const NO_DOMAINS: ReadonlySet<string> = new Set(
  `bit bpchar box bytea char circle citext daterange geography geometry hstore int4range int8range json jsonb line lseg
  ltree name numeric numrange path point polygon text tsquery tsrange tstzrange tsvector varbit varchar vector
  xml`.split(/\s+/),
);
/** A page of an index holds 2704 bytes of an entry; of UTF-8 a character has up to four. */
const MAX_LENGTH = 600;

/** Whether each value of the type is short enough for an index. */
export function isBounded(type: TypeName | undefined): boolean {
  const name = strings(type?.names).at(-1) ?? "";
  if (type === undefined || (type.arrayBounds ?? []).length > 0) return false;
  if (BOUNDED.has(name)) return true;
  const [length] = type.typmods ?? [];
  return ["varchar", "bpchar", "numeric", "bit", "varbit"].includes(name) && isUpTo(length, MAX_LENGTH);
}

/** Whether a column of the type is null where nothing is written into it. */
export function isNullByItself(type: TypeName | undefined): boolean {
  const name = strings(type?.names).at(-1) ?? "";
  return (type?.arrayBounds ?? []).length > 0 || BOUNDED.has(name) || NO_DOMAINS.has(name);
}

export function isSerial(type: TypeName | undefined): boolean {
  return /^(?:small|big)?serial\d?$/.test(strings(type?.names).at(-1) ?? "");
}

function isUpTo(node: Node | undefined, most: number): boolean {
  return node !== undefined && "A_Const" in node && (node.A_Const.ival?.ival ?? most + 1) <= most;
}
