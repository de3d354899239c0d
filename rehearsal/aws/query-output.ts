import { XMLBuilder } from "fast-xml-parser";

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@" });

/**
 * Writes an object of SDK shape as the XML of the query protocol: lists as `member` elements, dates as ISO 8601, bytes as
 * base64; what is undefined or null is left out. An empty list is an empty element, as AWS sends it.
 *
 * @param root the name of the outermost element.
 * @throws TypeError or RangeError: the content holds a function, a symbol or an invalid date.
 */
export function writeQueryXml(root: string, namespace: string, content: object): string {
  return builder.build({ [root]: { "@xmlns": namespace, ...toXmlObject(content) } });
}

function toXml(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return { member: value.filter(isPresent).map(toXml) };
  if (typeof value === "object" && value !== null) return toXmlObject(value);
  if (typeof value === "string") return toXmlText(value);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  throw new TypeError(`The output holds a ${typeof value}.`);
}

function toXmlObject(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => isPresent(member))
      .map(([name, member]) => [name, toXml(member)]),
  );
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** XML has no way to write most control characters, not even escaped, and a client that meets one reads nothing at all. */
function toXmlText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
