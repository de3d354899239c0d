import { printable } from "./printable.ts";

const LONGEST = 80;
const DEEPEST = 3;
const MOST_MEMBERS = 8;

/** A value from a peer in one short line, as JSON would write it: never more of it is looked at than is shown. */
export function showValue(value: unknown): string {
  const whole = show(value, 0);
  return printable(whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole);
}

function show(value: unknown, depth: number): string {
  if (typeof value === "string") return showText(value);
  if (Array.isArray(value)) return depth === DEEPEST && value.length > 0 ? "[…]" : `[${showElements(value, depth)}]`;
  if (typeof value !== "object" || value === null || value instanceof Date) return String(value);
  const members: string[] = [];
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    if (depth === DEEPEST || members.length === MOST_MEMBERS) {
      members.push("…");
      break;
    }
    members.push(`${showText(name)}:${show((value as Readonly<Record<string, unknown>>)[name], depth + 1)}`);
  }
  return `{${members.join(",")}}`;
}

function showElements(list: readonly unknown[], depth: number): string {
  const shown = list.slice(0, MOST_MEMBERS).map((element) => show(element, depth + 1));
  return [...shown, ...(list.length > MOST_MEMBERS ? ["…"] : [])].join(",");
}

function showText(text: string): string {
  return text.length > LONGEST ? `${JSON.stringify(text.slice(0, LONGEST)).slice(0, -1)}…"` : JSON.stringify(text);
}
