/**
 * A name as text that stands for no other: its schema, where one is written, and itself, each in quotes where it holds
 * what would make it two. `"public.orders"` is one name, `public.orders` a schema and a name.
 */
export function writeName(...parts: readonly (string | undefined)[]): string {
  return parts.flatMap((part) => (part === undefined ? [] : [quote(part)])).join(".");
}

/** The parts of a name that `writeName` wrote. */
export function readName(text: string): readonly string[] {
  const parts = text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part));
}

/** Whether it says in which schema it is looked for. */
export function isQualified(text: string): boolean {
  return readName(text).length > 1;
}

/** Without its schema, and in lower case: what it shares with each name that may mean the same. */
export function bareName(text: string): string {
  return readName(text).at(-1)?.toLowerCase() ?? "";
}

function quote(part: string): string {
  return /^[^\s\p{Cc}."]+$/u.test(part) ? part : `"${part.replaceAll('"', '""')}"`;
}
