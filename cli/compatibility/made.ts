import type { Harm } from "./harm.ts";
import { bareName, isQualified } from "./name-text.ts";
import { NewColumns } from "./new-columns.ts";
import { NewPartitions } from "./new-partitions.ts";

/** `perhaps`: CREATE … IF NOT EXISTS, which leaves what is there. `tied`: new, and what is blue's goes with it. */
type Newness = "new" | "perhaps" | "tied";

export type RelationKind = "table" | "view" | "temporary";

interface Relation {
  readonly kind: RelationKind;
  readonly newness: Newness;
}

/**
 * What a migration has made so far: blue does not use it, so that nothing that is done to it breaks blue. Names are
 * compared as `writeName` writes them: that `t` and `public.t` are the same table is known to the database alone.
 */
export class Made {
  readonly columns: NewColumns;
  readonly partitions = new NewPartitions();
  readonly #relations = new Map<string, Relation>();
  readonly #objects = new Map<string, Newness>();
  /** The table of blue's that a new one became a part of, by the name of the new one. */
  readonly #wholes = new Map<string, string>();
  /** New tables that refuse, or change, some of what is written to them; with the table whose own refusals they are. */
  readonly #constrained = new Map<string, string | undefined>();
  /** Without their schemas. */
  readonly #takenFromBlue = new Set<string>();
  readonly #lasting = new Set<string>();
  #isPathChanged = false;
  #isElsewhere = false;

  /** @param ignoresCase of columns, as MySQL does */
  constructor(ignoresCase = false) {
    this.columns = new NewColumns(ignoresCase);
  }

  /** The tables that another migration may count as new. A view is none: what is written to it is written to what it shows. */
  get creates(): readonly string[] {
    return [...this.#lasting];
  }

  /** Whether what is made without a schema is made in a schema that the migration chose. */
  get isElsewhere(): boolean {
    return this.#isElsewhere;
  }

  addTable(name: string, newness: "new" | "perhaps", kind: RelationKind = "table"): void {
    // A table under a name that blue's table had is what blue reads from now on.
    if (this.#takenFromBlue.has(bareName(name))) return;
    if (this.isNewTable(name)) return;
    const isUncertain = this.#isPathChanged && !isQualified(name);
    // Where the path puts pg_temp last, the name means blue's table still.
    this.#relations.set(name, { kind, newness: kind === "temporary" && isUncertain ? "perhaps" : newness });
    if (newness === "new" && kind === "table" && !isUncertain) this.#lasting.add(name);
  }

  renameTable(from: string, to: string): void {
    const found = this.#relations.get(from);
    const isConstrained = this.#constrained.has(from);
    const like = this.#constrained.get(from);
    this.dropTable(from);
    if (found === undefined) return;
    this.addTable(to, found.newness === "new" ? "new" : "perhaps", found.kind);
    if (isConstrained) this.constrain(to, like);
  }

  dropTable(name: string): void {
    if (!this.isNewTable(name)) this.#takenFromBlue.add(bareName(name));
    this.#relations.delete(name);
    this.#lasting.delete(name);
    this.#constrained.delete(name);
    this.columns.forget((each) => each === name);
  }

  isNewTable(name: string): boolean {
    return this.#relations.get(name)?.newness === "new";
  }

  kindOf(name: string): RelationKind | undefined {
    return this.#relations.get(name)?.kind;
  }

  /** What is blue's goes where this new table goes. */
  tie(name: string): void {
    for (const [each, relation] of this.#relations) {
      if (bareName(each) !== bareName(name)) continue;
      this.#relations.set(each, { ...relation, newness: "tied" });
      this.#lasting.delete(each);
    }
  }

  /** Blue, which reads and writes the whole, reads and writes the new table with it from now on. */
  join(part: string, whole: string): void {
    if (this.isNewTable(whole) || part === whole) return;
    this.#relations.delete(part);
    this.#lasting.delete(part);
    this.#wholes.set(part, whole);
  }

  /** @param like the table from which it has what it refuses, and which refuses the same */
  constrain(name: string, like?: string): void {
    const isSame = !this.#constrained.has(name) || this.#constrained.get(name) === like;
    this.#constrained.set(name, isSame ? like : undefined);
  }

  /** Whether it may refuse what a table that it becomes a part of does not. */
  isConstrained(name: string, whole: string): boolean {
    return this.#constrained.has(name) && this.#constrained.get(name) !== whole;
  }

  addObject(object: string, newness: "new" | "perhaps"): void {
    this.#objects.set(object, newness);
  }

  dropObject(object: string): void {
    this.#objects.delete(object);
  }

  isNewObject(object: string): boolean {
    return this.#objects.get(object) === "new";
  }

  /**
   * From here on a name without a schema may mean another table.
   * @param isElsewhere whether what is made is made in a schema that the migration chose; as it was, where it is left out
   */
  changePath(isElsewhere = this.#isElsewhere): void {
    this.#isPathChanged = true;
    this.#isElsewhere = isElsewhere;
    for (const names of [this.#relations, this.#wholes]) {
      for (const name of names.keys()) if (!isQualified(name)) names.delete(name);
    }
    this.columns.forget((table) => !isQualified(table));
    this.#objects.clear();
  }

  /** At its end a transaction undoes what it set for itself. */
  endTransaction(): void {
    if (this.#isPathChanged) this.changePath();
  }

  /** A rollback: nobody knows here what is left of it. */
  forget(): void {
    for (const names of [this.#relations, this.#objects, this.#lasting]) names.clear();
    this.columns.forget();
    this.endTransaction();
  }

  /** The harm that is left when what is new is taken out of it. */
  lessen(harms: readonly Harm[]): readonly Harm[] {
    return harms.flatMap((harm) => this.#lessen(harm));
  }

  #lessen(given: Harm): readonly Harm[] {
    const whole = this.#wholeOf(given.table);
    const harm = whole === given.table ? given : { ...given, table: whole };
    const { table, object } = harm;
    const relation = table === undefined ? undefined : this.#relations.get(table);
    const newness = table === undefined ? this.#objects.get(object ?? "") : relation?.newness;
    if (relation?.kind === "view" && harm.isOfRows === true) {
      return [{ ...harm, table: undefined, why: `${harm.why}, which the view shows` }];
    }
    if (newness === "new") {
      if (table !== undefined && harm.class === "contract" && harm.breaks !== "reads") this.constrain(table);
      return [];
    }
    if (newness === undefined || harm.class === "warn") return [this.#conceal(harm)];
    const why =
      newness === "tied"
        ? `what of blue's belongs to ${table ?? object} may go with it`
        : `if ${table ?? object} was there before, ${harm.why}`;
    return [{ class: "unknown", why, table, object }];
  }

  #wholeOf(table: string | undefined): string | undefined {
    const seen = new Set<string>();
    let whole = table;
    while (whole !== undefined && !seen.has(whole)) {
      seen.add(whole);
      whole = this.#wholes.get(whole) ?? whole;
    }
    return whole;
  }

  /** Another migration would take the name for that of a table which it made under another path. */
  #conceal(harm: Harm): Harm {
    const { table } = harm;
    return this.#isPathChanged && table !== undefined && !isQualified(table) ? { ...harm, table: undefined } : harm;
  }
}
