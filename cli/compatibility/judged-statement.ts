import type { Harm } from "./harm.ts";

/** A statement of a migration, and what it does to blue. */
export interface JudgedStatement {
  readonly text: string;
  /** Where it begins in its file, from 1. */
  readonly line: number;
  readonly harms: readonly Harm[];
}
