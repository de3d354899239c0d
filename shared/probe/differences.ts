import { printable } from "./printable.ts";

const MOST_SHOWN = 10;

/** In what a value is not as it was expected: counted all, of which the first are kept in words. */
export class Differences {
  readonly #shown: { readonly path: string; readonly expected: string; readonly observed: string }[] = [];
  readonly #keepsWords: boolean;
  #count = 0;
  #judged = 0;

  /** @param keepsWords false where only their number matters */
  constructor(keepsWords = true) {
    this.#keepsWords = keepsWords;
  }

  /**
   * Both texts are made only where they are shown: a hostile peer may be wrong in very many places.
   * @param isJudged false where nobody could tell whether there is a difference
   */
  add(path: string, expected: () => string, observed: () => string, isJudged = true): void {
    this.#count += 1;
    if (isJudged) this.#judged += 1;
    if (!this.#keepsWords || this.#shown.length === MOST_SHOWN) return;
    this.#shown.push({ path: printable(path), expected: printable(expected()), observed: observed() });
  }

  get count(): number {
    return this.#count;
  }

  /** Whether there are certainly differences, or certainly none. */
  get isJudged(): boolean {
    return this.#count === 0 || this.#judged > 0;
  }

  /** `$.checks[0].status: expected "ok", observed "down"`: ten lines at most, then how many more there are. */
  get lines(): readonly string[] {
    return [
      ...this.#shown.map(({ path, expected, observed }) => `${path}: expected ${expected}, observed ${observed}`),
      ...this.#more(MOST_SHOWN),
    ];
  }

  /** The first, as one part of a sentence: `$.status "ok"`, `$.status "down" and 2 more`. */
  get summary(): { readonly expected: string; readonly observed: string } {
    const [first] = this.#shown;
    if (!first) return { expected: "the same", observed: "the same" };
    const say = (what: string): string => [`${first.path} ${what}`, ...this.#more(1)].join(" ");
    return { expected: say(first.expected), observed: say(first.observed) };
  }

  #more(shown: number): readonly string[] {
    return this.#count > shown ? [`and ${this.#count - shown} more`] : [];
  }
}

/** `$.status`, `$["content type"]` */
export function memberPath(path: string, name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
