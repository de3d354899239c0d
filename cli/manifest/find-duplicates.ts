import type { FolderProblem } from "./migration-folder-error.ts";
import type { FolderMigration } from "./migration-folder.ts";

/** Finds the migrations that have the id of one before them: their tool would run one of the two, or neither. */
export function findDuplicates(migrations: readonly FolderMigration[]): FolderProblem[] {
  const first = new Map<string, string>();
  return migrations.flatMap(({ id, file }) => {
    const other = first.get(id);
    first.set(id, other ?? file);
    return other === undefined
      ? []
      : [{ file, problem: `expected a migration of its own, found ${id}, which ${other} is too` }];
  });
}
