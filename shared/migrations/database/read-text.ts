import { DatabaseError } from "./database-error.ts";

/**
 * A column of a row of the database's own catalogue.
 * @throws {DatabaseError} where it is no text: then it is no such database
 */
export function readText(row: Readonly<Record<string, unknown>>, column: string): string {
  const text = readTextOrNull(row, column);
  if (text !== null) return text;
  throw new DatabaseError("protocol", `The database's own catalogue was expected to give a "${column}", and gave none`);
}

/**
 * A column that may be NULL of a row of the database's own catalogue.
 * @throws {DatabaseError} where it is neither text nor a number: then it is no such database
 */
export function readTextOrNull(row: Readonly<Record<string, unknown>>, column: string): string | null {
  const value = row[column];
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  // MySQL's catalogue gives some texts as bytes.
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  throw new DatabaseError(
    "protocol",
    `The database's own catalogue was expected to give "${column}" as text, and gave ${typeof value}`,
  );
}
