import { printable } from "../../probe/printable.ts";
import type { ManifestMigration, StatementFinding } from "../manifest/manifest.ts";

const MOST_STATEMENTS = 3;

/** The statements of one class, each with its file, its line and why; of code, why the whole has its class. */
export function describeStatements(
  { file, compatibility }: ManifestMigration,
  findings: readonly StatementFinding[],
  which: StatementFinding["class"],
): string {
  const meant = findings.filter((each) => each.class === which);
  if (meant.length === 0) return `${printable(file)}: ${printable(compatibility.reason)}`;
  const shown = meant
    .slice(0, MOST_STATEMENTS)
    .map(({ line, statement, why }) => `${printable(file)}:${line} \`${printable(statement)}\`: ${printable(why)}`);
  const more = meant.length > MOST_STATEMENTS ? `; and ${meant.length - MOST_STATEMENTS} more statements` : "";
  return `${shown.join("; ")}${more}`;
}
