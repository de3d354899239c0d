/**
 * What a column of a history table holds, `?` where it may be NULL: `integer` is given as a bigint, `time` as a Date (a time
 * without a zone is read as UTC), `bytes` as lower-case hex.
 */
export type ColumnType = keyof ColumnValues | `${keyof ColumnValues}?`;

export interface ColumnValues {
  readonly text: string;
  readonly integer: bigint;
  readonly boolean: boolean;
  readonly time: Date;
  readonly bytes: string;
}

/** Columns by name, as the tool spells them; case does not tell two apart. */
export type Columns = Readonly<Record<string, ColumnType>>;

type ValueOf<Type extends ColumnType> = Type extends `${infer Kind extends keyof ColumnValues}?`
  ? ColumnValues[Kind] | null
  : Type extends keyof ColumnValues
    ? ColumnValues[Type]
    : never;

export type Row<C extends Columns> = { readonly [Name in keyof C]: ValueOf<C[Name]> };
