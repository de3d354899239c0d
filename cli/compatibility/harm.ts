import type { CompatibilityClass, StatementFinding } from "../../shared/migrations/manifest/manifest.ts";

export type Breaks = NonNullable<StatementFinding["breaks"]>;

/** What a statement is about, as it is written there. */
export interface Subject {
  /** A table, or what else is read like one, with its schema where one is written. */
  readonly table?: string | undefined;
  /** What is no table, with its kind: `type mood`. */
  readonly object?: string | undefined;
}

/** What a statement does to blue. A statement that does blue no harm is `expand`. */
export interface Harm extends Subject {
  readonly class: Exclude<CompatibilityClass, "expand">;
  readonly breaks?: Breaks;
  /** Half a sentence. */
  readonly why: string;
  /** It is done to rows, not to the table: through a view it reaches those of another. */
  readonly isOfRows?: boolean;
  /** Asked once the whole migration is known: true where what comes later undoes the harm. */
  readonly isUndone?: () => boolean;
}

/** Blue fails, whatever it is written like, where it uses the subject as its kind is used. */
export function breaksBlue(breaks: Breaks, why: string, subject: Subject = {}): Harm {
  return { class: "contract", breaks, why, ...subject };
}

/** It depends on how blue is written, or on what green does. */
export function mayBreakBlue(why: string, subject: Subject = {}, breaks?: Breaks): Harm {
  return { class: "warn", ...(breaks !== undefined && { breaks }), why, ...subject };
}

export function cannotTell(why: string, subject: Subject = {}): Harm {
  return { class: "unknown", why, ...subject };
}

export function ofRows(harm: Harm): Harm {
  return { ...harm, isOfRows: true };
}
