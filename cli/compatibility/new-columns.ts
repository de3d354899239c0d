import { bareName } from "./name-text.ts";

/** What blue's INSERTs are given for a column that they leave out. */
export interface Given {
  /** Undefined where it is no constant. */
  readonly constant?: string | number | boolean | undefined;
  /** Whether each row is given another value. */
  readonly isDistinct: boolean;
}

/** Whether what lies on a column takes what blue is given for it; undefined where nobody can tell. */
export type Accepts = (given: Given) => boolean | undefined;

interface Column {
  /** Whether the INSERTs of blue, which does not know of it, leave it null. */
  readonly isLeftNull: boolean;
  /** Whether each of its values fits into an index. */
  readonly isBounded: boolean;
  /** What breaks nothing as long as blue leaves the column null. */
  readonly conditions: readonly Accepts[];
}

/** The columns that a migration adds to tables of blue's, which its statements do not name. */
export class NewColumns {
  readonly #tables = new Map<string, Map<string, Column>>();
  readonly #ignoresCase: boolean;

  constructor(ignoresCase: boolean) {
    this.#ignoresCase = ignoresCase;
  }

  add(table: string, column: string, isLeftNull: boolean, isBounded = false): void {
    this.#set(table, column, { isLeftNull, isBounded, conditions: [] });
  }

  has(table: string, column: string): boolean {
    return this.#get(table, column) !== undefined;
  }

  isLeftNull(table: string, column: string): boolean {
    return this.#get(table, column)?.isLeftNull ?? false;
  }

  isBounded(table: string, column: string): boolean {
    return this.#get(table, column)?.isBounded ?? false;
  }

  /** Notes what lies on a column from now on, and breaks nothing while blue leaves it null. */
  restrict(table: string, column: string, accepts: Accepts): void {
    const found = this.#get(table, column);
    if (found) this.#set(table, column, { ...found, conditions: [...found.conditions, accepts] });
  }

  /** What a default of the column meets, under whatever name its table is written. */
  conditionsOf(table: string, column: string): readonly Accepts[] {
    return this.#namesakesOf(table).flatMap((each) => this.#get(each, column)?.conditions ?? []);
  }

  /** Blue's INSERTs leave it null no more, or do so again. */
  setLeftNull(table: string, column: string, isLeftNull: boolean): void {
    // `orders` and `public.orders` may be one table: what is filled under one name is filled under the other.
    for (const each of isLeftNull ? [table] : this.#namesakesOf(table)) {
      const found = this.#get(each, column);
      if (found) this.#set(each, column, { ...found, isLeftNull });
    }
  }

  rename(table: string, from: string, to: string): void {
    const column = this.#get(table, from);
    this.drop(table, from);
    if (column) this.#set(table, to, column);
  }

  drop(table: string, column: string): void {
    this.#tables.get(table)?.delete(this.#keyOf(column));
  }

  /** Forgets the tables that `isMeant` is true for. */
  forget(isMeant: (table: string) => boolean = () => true): void {
    for (const table of this.#tables.keys()) if (isMeant(table)) this.#tables.delete(table);
  }

  #namesakesOf(table: string): readonly string[] {
    return [...this.#tables.keys()].filter((each) => bareName(each) === bareName(table));
  }

  #get(table: string, column: string): Column | undefined {
    return this.#tables.get(table)?.get(this.#keyOf(column));
  }

  #set(table: string, name: string, column: Column): void {
    const columns = this.#tables.get(table) ?? new Map<string, Column>();
    this.#tables.set(table, columns.set(this.#keyOf(name), column));
  }

  #keyOf(column: string): string {
    return this.#ignoresCase ? column.toLowerCase() : column;
  }
}
