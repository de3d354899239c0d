import type { Harm } from "./harm.ts";

/** `perhaps`: CREATE … IF NOT EXISTS, which leaves what is there. */
type Newness = "new" | "perhaps";

interface Column {
  /** Whether the INSERTs of blue, which does not know of it, leave it null. */
  readonly isLeftNull: boolean;
}

/**
 * What a migration has made so far: blue does not use it, so that nothing that is done to it breaks blue. Names are
 * compared as they are written: that `t` and `public.t` are the same table is known to the database alone.
 */
export class Made {
  readonly #tables = new Map<string, Newness>();
  readonly #objects = new Map<string, Newness>();
  readonly #columns = new Map<string, Map<string, Column>>();
  /** Without their schemas. */
  readonly #takenFromBlue = new Set<string>();
  readonly #lasting = new Set<string>();
  #isPathChanged = false;

  /** The tables that another migration may count as new. */
  get creates(): readonly string[] {
    return [...this.#lasting];
  }

  addTable(name: string, newness: Newness, isTemporary = false): void {
    // A table under a name that blue's table had is what blue reads from now on.
    if (this.#takenFromBlue.has(bare(name))) return;
    if (this.#tables.get(name) === "new") return;
    this.#tables.set(name, newness);
    if (newness === "new" && !isTemporary && !(this.#isPathChanged && !name.includes("."))) this.#lasting.add(name);
  }

  renameTable(from: string, to: string): void {
    const newness = this.#tables.get(from);
    this.dropTable(from);
    if (newness !== undefined) this.addTable(to, newness);
  }

  dropTable(name: string): void {
    if (this.#tables.get(name) !== "new") this.#takenFromBlue.add(bare(name));
    this.#tables.delete(name);
    this.#lasting.delete(name);
    this.#columns.delete(name);
  }

  isNewTable(name: string): boolean {
    return this.#tables.get(name) === "new";
  }

  addObject(object: string, newness: Newness): void {
    this.#objects.set(object, newness);
  }

  addColumn(table: string, column: string, isLeftNull: boolean): void {
    const columns = this.#columns.get(table) ?? new Map<string, Column>();
    this.#columns.set(table, columns.set(column, { isLeftNull }));
  }

  /** Blue's INSERTs leave it null no more. */
  fillColumn(table: string, column: string): void {
    if (this.hasColumn(table, column)) this.addColumn(table, column, false);
  }

  renameColumn(table: string, from: string, to: string): void {
    const column = this.#columns.get(table)?.get(from);
    this.dropColumn(table, from);
    if (column) this.addColumn(table, to, column.isLeftNull);
  }

  dropColumn(table: string, column: string): void {
    this.#columns.get(table)?.delete(column);
  }

  /** Whether the migration added the column to a table of blue's. */
  hasColumn(table: string, column: string): boolean {
    return this.#columns.get(table)?.has(column) ?? false;
  }

  isLeftNull(table: string, column: string): boolean {
    return this.#columns.get(table)?.get(column)?.isLeftNull ?? false;
  }

  /** From here on a name without a schema may mean another table. */
  changePath(): void {
    this.#isPathChanged = true;
    for (const names of [this.#tables, this.#objects, this.#columns]) {
      for (const name of names.keys()) if (!name.includes(".")) names.delete(name);
    }
  }

  /** A rollback: nobody knows here what is left of it. */
  forget(): void {
    for (const names of [this.#tables, this.#objects, this.#columns, this.#lasting]) names.clear();
  }

  /** The harm that is left when what is new is taken out of it. */
  lessen(harms: readonly Harm[]): readonly Harm[] {
    return harms.flatMap((harm) => {
      const { table, object } = harm;
      const newness = table === undefined ? this.#objects.get(object ?? "") : this.#tables.get(table);
      if (newness === "new") return [];
      if (newness === undefined || harm.class === "warn") return [harm];
      return [{ class: "unknown", why: `if ${table ?? object} was there before, ${harm.why}`, table, object }];
    });
  }
}

function bare(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
