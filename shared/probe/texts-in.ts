/** What can say which texts must not be shown of it. */
interface KnowsTexts {
  texts(): readonly string[];
}

/** Shorter texts and numbers are in too many others to be struck out of them, and give little away. */
const SHORTEST_WHOLE = 3;
const SHORTEST_PART = 4;
const SHORTEST_MEMBER_NAME = 8;

/** Every text within `value` that must not be shown where it is a secret: at any depth, in whatever holds it. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value].filter(({ length }) => length >= SHORTEST_WHOLE);
  const texts: string[] = [];
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  // Not by recursion: it may refer to itself, and be of any depth.
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) {
      texts.push(...simpleText(next));
    } else if (!seen.has(next)) {
      seen.add(next);
      if (knowsTexts(next)) texts.push(...next.texts());
      else if (ArrayBuffer.isView(next) || isBuffer(next)) texts.push(...textsOfBytes(next));
      else waiting.push(...partsOf(next).toReversed());
    }
  }
  return texts;
}

function simpleText(value: unknown): readonly string[] {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") return [];
  return [String(value)].filter(({ length }) => length >= SHORTEST_PART);
}

function knowsTexts(value: object): value is KnowsTexts {
  return "texts" in value && typeof value.texts === "function";
}

function isBuffer(value: object): value is ArrayBufferLike {
  return value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
}

/** As text where they are text; what hides a text hides its bytes in base64 and hexadecimal, too. */
function textsOfBytes(value: ArrayBufferView | ArrayBufferLike): readonly string[] {
  const bytes = ArrayBuffer.isView(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : Buffer.from(new Uint8Array(value));
  if (bytes.length < SHORTEST_PART) return [];
  const text = bytes.toString("utf8");
  if (Buffer.from(text).equals(bytes)) return [text];
  return [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
}

function partsOf(value: object): readonly unknown[] {
  if (value instanceof Map) return [...value].flat(1);
  if (value instanceof Set) return [...value];
  if (value instanceof URLSearchParams) return [...value.values()];
  if (value instanceof URL) {
    const { href, username, password, searchParams } = value;
    return [href, username, password, decoded(username), decoded(password), searchParams];
  }
  if (value instanceof Error) return [value.message, value.cause, ...Object.values(value)];
  return Object.entries(value).flatMap(([name, part]) => (isSecretName(name) ? [name, part] : [part]));
}

/** Names of members are the program's own words, unless what stands there is no word: a token that leads to its owner. */
function isSecretName(name: string): boolean {
  return name.length >= SHORTEST_MEMBER_NAME && /[^A-Za-z_$-]/u.test(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
