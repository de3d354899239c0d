import type { CatalogueTable } from "./catalogue.ts";

/** A column as the table spells it. Case does not tell two apart, but where two differ in nothing else. */
export function findColumn({ columns }: Pick<CatalogueTable, "columns">, name: string): string | undefined {
  if (columns.has(name)) return name;
  const lower = name.toLowerCase();
  return [...columns.keys()].find((each) => each.toLowerCase() === lower);
}
