import { printable } from "../../probe/printable.ts";
import type { ComparedHistory } from "./compare-history.ts";
import type { MigrationFinding } from "./migration-finding.ts";
import { nameMigrations, nameMigrationsFirst } from "./name-migrations.ts";
import type { MigrationPolicies } from "./policies.ts";

/** What is applied between green's migrations, or nobody can say where, and is none of them. */
export function judgeUnknown(
  { unknown, pending }: ComparedHistory,
  where: string,
  policies: MigrationPolicies,
): readonly MigrationFinding[] {
  if (unknown.length === 0) return [];
  const ids = unknown.map(({ id }) => id);
  return [
    {
      standing: "unknown",
      effect: policies.unknown,
      ids,
      sentence:
        `${nameMigrationsFirst(ids)} ${ids.length === 1 ? "is" : "are"} applied in ${where}, and green does not know ${ids.length === 1 ? "it" : "them"}, though ` +
        "green knows, or may know, later ones: was green built from a branch that lacks them, or is this another service's database?" +
        describeNearMatch(
          ids,
          pending.map(({ id }) => id),
        ),
    },
  ];
}

/** A changeset of Liquibase's, of which the path is a part. */
const CHANGESET = /^(?:.*?[/])?([^/]*?::.*)$/s;

/** Liquibase takes a changeset by another path for another one, and that is seldom meant. */
function describeNearMatch(unknown: readonly string[], pending: readonly string[]): string {
  const withoutFolder = (id: string): string | undefined => CHANGESET.exec(id)?.[1];
  const byName = new Map(pending.map((id) => [withoutFolder(id), id]));
  const near = unknown.find((id) => withoutFolder(id) !== undefined && byName.has(withoutFolder(id)));
  if (near === undefined) return "";
  const other = byName.get(withoutFolder(near)) ?? "";
  return (
    ` Of "${printable(near)}" and "${printable(other)}", which is pending, only the path differs: give \`hooks manifest\` the path that ` +
    "Liquibase is given, in the folder that Liquibase looks in, or the changelog a logicalFilePath."
  );
}

/** What is applied of a later release. */
export function judgeAhead(
  { ahead }: ComparedHistory,
  where: string,
  policies: MigrationPolicies,
): readonly MigrationFinding[] {
  if (ahead.length === 0) return [];
  const ids = ahead.map(({ id }) => id);
  return [
    {
      standing: "ahead",
      effect: policies.ahead,
      ids,
      sentence:
        `${where} is ahead of green by ${nameMigrations(ids)}, of a later release: right where an older version is brought back, ` +
        "else green was built from an old commit.",
    },
  ];
}

/** What is applied from before all that green knows. */
export function judgePruned({ pruned }: ComparedHistory, where: string): readonly MigrationFinding[] {
  if (pruned.length === 0) return [];
  const ids = pruned.map(({ id }) => id);
  return [
    {
      standing: "applied",
      effect: "warn",
      ids,
      sentence:
        `${where} has ${nameMigrations(ids)} from before all that green knows, which green no longer ships: right where old ` +
        "migrations were squashed or deleted.",
    },
  ];
}
