import type { CompatibilityClass, StatementFinding } from "../../../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../../../shared/migrations/tool.ts";

/** What blue does on its schema, before the statement and after it. */
export interface Blue {
  /** Their rows, and that they are found, are what blue relies on. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Reads with `SELECT *`: that they fail is what counts, not what they find. */
  readonly star: readonly string[];
}

export type Observed = "nothing" | NonNullable<StatementFinding["breaks"]>;

/** A statement of a migration, its class, and what a live blue said to it. */
export interface DdlStatement {
  readonly engine: Engine;
  /** Blue's schema, beyond the one that every row has. */
  readonly setup: readonly string[];
  /** One, or a few that belong together. */
  readonly statement: string;
  readonly class: CompatibilityClass;
  /** Of its worst finding. */
  readonly breaks?: StatementFinding["breaks"];
  readonly blue: Blue;
  /** What green writes before blue comes back to its own. */
  readonly green: readonly string[];
  readonly observed: Observed;
  /** Why a server cannot be asked. */
  readonly notProved?: string;
}

export type RowDetails = Partial<
  Pick<DdlStatement, "setup" | "breaks" | "green" | "notProved"> & { blue: Partial<Blue> }
>;

/** Makes rows of an engine; a contract breaks what was observed, where nothing else is said. */
export function defineRows(engine: Engine, blue: Blue) {
  return (statement: string, kind: CompatibilityClass, observed: Observed, details: RowDetails = {}): DdlStatement => ({
    engine,
    setup: [],
    green: [],
    statement,
    class: kind,
    observed,
    ...(kind === "contract" && observed !== "nothing" && { breaks: observed }),
    ...details,
    blue: { ...blue, ...details.blue },
  });
}
