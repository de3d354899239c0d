import { StringDecoder } from "node:string_decoder";
import { describeSize } from "../http/size.ts";
import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import { reveal } from "../secret.ts";
import { asLines, describeAwaited, type AwaitedText } from "./script.ts";

/** How bytes are read as text: `latin1` makes one character of each, whatever it is. */
export type TextEncoding = "utf8" | "latin1";

/** What a peer has said so far, up to a limit. What was awaited and came is not looked at again. */
export class ReceivedText {
  readonly #limit: number;
  readonly #decoder: StringDecoder;
  #bytes = 0;
  #text = "";
  #from = 0;

  /** @param limit bytes */
  constructor(limit: number, encoding: TextEncoding) {
    this.#limit = limit;
    this.#decoder = new StringDecoder(encoding);
  }

  /** All of it. */
  get text(): string {
    return this.#text;
  }

  /**
   * Adds what came.
   * @throws {PeerFault} where that is more than the limit
   */
  add(chunk: Buffer, awaited: AwaitedText): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limit) {
      const size = describeSize(this.#limit);
      throw new PeerFault(`more than ${size} without ${describeAwaited(awaited)} (${this.describe()})`);
    }
    this.#text += this.#decoder.write(chunk);
  }

  /** The match and its groups, if `awaited` is in what was not looked at yet; what follows it is looked at next. */
  take(awaited: AwaitedText): readonly string[] | undefined {
    const rest = this.#text.slice(this.#from);
    const match = find(awaited, rest);
    if (match) this.#from += match.end;
    return match?.groups;
  }

  /** Lays aside what came: nothing that was said in plain text may pass for an answer over TLS. */
  layAside(): void {
    this.#from = this.#text.length;
  }

  /** What came since the last match, fit to be shown. */
  describe(): string {
    const rest = this.#text.slice(this.#from);
    if (rest !== "") return `received "${printable(rest)}"`;
    return this.#bytes === 0 ? "nothing received" : "nothing more received";
  }
}

function find(
  awaited: AwaitedText,
  text: string,
): { readonly end: number; readonly groups: readonly string[] } | undefined {
  if (!(awaited instanceof RegExp)) {
    const wanted = reveal(awaited);
    const at = text.indexOf(wanted);
    return at === -1 ? undefined : { end: at + wanted.length, groups: [wanted] };
  }
  const match = asLines(awaited).exec(text);
  return match ? { end: match.index + match[0].length, groups: match } : undefined;
}
