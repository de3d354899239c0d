import type { Compatibility, StatementFinding } from "../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../shared/migrations/tool.ts";
import type { FolderMigration, SourcePart } from "../manifest/migration-folder.ts";
import { MigrationFolderError } from "../manifest/migration-folder-error.ts";
import { findingsOf } from "./findings-of.ts";
import type { JudgedStatement } from "./judged-statement.ts";
import { Made } from "./made.ts";
import { readDeclaration } from "./read-declaration.ts";

/** From the least to the worst. */
const SEVERITY = ["warn", "unknown", "contract"] as const;

/**
 * Says whether blue, which serves on the same schema, survives a migration. It reads the statements and knows nothing of
 * the database or of blue, so it errs on the side of harm.
 * @throws {MigrationFolderError} where its author's declaration is not one, naming all that is wrong with it
 */
export async function classifyMigration(migration: FolderMigration, engine: Engine): Promise<Compatibility> {
  const { declaration, problems } = await readDeclaration(migration, engine);
  if (problems.length > 0) throw new MigrationFolderError(migration.file, problems);
  return {
    ...(migration.sql === undefined ? NOT_KNOWN : await classifyStatements(migration.sql, engine)),
    ...(declaration && { declared: declaration }),
  };
}

const NOT_KNOWN: Compatibility = {
  class: "unknown",
  reason: "its SQL is not known before it runs: declare what it does",
  findings: [],
  creates: [],
};

async function classifyStatements(parts: readonly SourcePart[], engine: Engine): Promise<Compatibility> {
  // Each parser takes time and memory to load, and a project has one engine.
  const judge =
    engine === "postgres"
      ? (await import("./postgres/judge-postgres.ts")).judgePostgres
      : (await import("./mysql/judge-mysql.ts")).judgeMysql;
  const made = new Made(engine === "mysql");
  const statements: JudgedStatement[] = [];
  for (const part of parts) statements.push(...(await judge(part, made)));
  const findings = statements.flatMap(findingsOf);
  return { ...summarise(statements.length, findings), findings, creates: [...made.creates] };
}

function summarise(count: number, findings: readonly StatementFinding[]): Pick<Compatibility, "class" | "reason"> {
  const worst = SEVERITY.findLast((each) => findings.some((finding) => finding.class === each));
  if (worst === undefined) {
    return { class: "expand", reason: count === 0 ? "it has no statement" : "it takes nothing away that blue uses" };
  }
  const [first, ...others] = findings.filter((finding) => finding.class === worst);
  const more = others.length === 0 ? "" : `, and ${others.length} more like it`;
  return { class: worst, reason: `${first?.why} (line ${first?.line}${more})` };
}
