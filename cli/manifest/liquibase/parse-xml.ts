import { XMLParser, XMLValidator } from "fast-xml-parser";
import * as v from "valibot";
import type { ChangelogNode } from "./changelog-node.ts";
import type { ChangelogProblem } from "./changelog.ts";
import { indexLines } from "./index-lines.ts";

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // A few lines of entities can be made to fill all memory.
  processEntities: false,
  captureMetaData: true,
});
const PLACE = v.parse(v.symbol(), XMLParser.getMetaDataSymbol());
const ATTRIBUTES = ":@";
const TEXT = "#text";
const NAMED = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

// Its place is kept under a symbol, which a schema of an object would leave out.
const elements = v.array(v.custom<Readonly<Record<string, unknown>>>((raw) => typeof raw === "object" && raw !== null));
const attributes = v.optional(v.record(v.string(), v.string()), {});
const place = v.optional(v.object({ startIndex: v.optional(v.number(), 0) }), {});

/** Reads an XML changelog: its root element, or what is wrong with it. */
export function parseXml(text: string): ChangelogNode | ChangelogProblem {
  if (/<!DOCTYPE/i.test(text)) return { problem: "expected XML without a DOCTYPE, found one" };
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (valid !== true) return { line: valid.err.line, problem: `expected XML: ${valid.err.msg}` };
  const lineOf = indexLines(text);
  const read = (raw: unknown): readonly ChangelogNode[] =>
    v.parse(elements, raw).flatMap((element) => {
      const name = Object.keys(element).find((key) => key !== ATTRIBUTES);
      if (name === undefined || name === TEXT || name.startsWith("?")) return [];
      const { startIndex: start } = v.parse(place, Reflect.get(element, PLACE));
      const closed = new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`, "g");
      closed.lastIndex = start;
      const inside = v.parse(elements, element[name]);
      const content = inside.map((child) => (typeof child[TEXT] === "string" ? child[TEXT] : "")).join("");
      const end = closed.exec(text) === null ? text.indexOf(">", start) + 1 : closed.lastIndex;
      return {
        name,
        attributes: new Map(
          Object.entries(v.parse(attributes, element[ATTRIBUTES])).map(([key, value]) => [key, decode(value)]),
        ),
        children: read(inside),
        text: { text: decodeText(content, text.slice(start, end)), firstLine: lineOf(text.indexOf(">", start)) },
        source: { text: text.slice(start, end), firstLine: lineOf(start) },
      };
    });
  return read(PARSER.parse(text)).at(0) ?? { problem: "expected an element <databaseChangeLog>, found none" };
}

/** In CDATA, `&lt;` is what it says. */
const decodeText = (content: string, source: string): string =>
  source.includes("<![CDATA[") ? content : decode(content);

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name: string | undefined) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
