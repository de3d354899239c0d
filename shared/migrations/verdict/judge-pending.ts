import type { ManifestMigration } from "../manifest/manifest.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { isDeclaredSafe } from "./is-declared-safe.ts";
import type { ComparedHistory } from "./compare-history.ts";
import type { HistoryCase } from "./judge-history.ts";
import type { MigrationFinding } from "./migration-finding.ts";
import { nameMigrations, nameMigrationsFirst } from "./name-migrations.ts";

/** What is not applied, and whether green may start without it. */
export function judgePending(
  judged: HistoryCase,
  { pending, outOfOrder, neverApplied, applied }: ComparedHistory,
  where: string,
): readonly MigrationFinding[] {
  return [
    ...(pending.length === 0 ? [] : [describePending(judged, pending, where)]),
    ...(outOfOrder.length === 0 ? [] : [describeOutOfOrder(judged, outOfOrder, applied)]),
    ...(neverApplied.length === 0 ? [] : [describeNeverApplied(neverApplied, where)]),
  ];
}

function describePending(
  { expected, blue, reader, policies }: HistoryCase,
  pending: readonly ManifestMigration[],
  where: string,
): MigrationFinding {
  const ids = pending.map(({ id }) => id);
  const what = `${nameMigrationsFirst(ids)} of the ${expected.migrations.length} that green expects ${ids.length === 1 ? "is" : "are"} pending: not in ${where}.`;
  const breaking = pending.filter((each) => !isExpand(each, blue));
  const mayStart = policies.pending === "allow" || (policies.pending === "allow-if-expand" && breaking.length === 0);
  if (mayStart) {
    const sentence = `${what} Green may start before they are applied (policies.pending is "${policies.pending}").`;
    return { standing: "pending", effect: "warn", ids, sentence };
  }
  const notExpand =
    policies.pending === "allow-if-expand"
      ? ` policies.pending allows only those of class expand, and such as are declared safe for blue: ${nameMigrations(breaking.map(({ id }) => id))} ${breaking.length === 1 ? "is" : "are"} neither.`
      : "";
  return {
    standing: "pending",
    effect: "fail",
    ids,
    sentence: `${what}${notExpand} ${whatPendingMayMean(reader.tool, reader.marksFailures, expected.engine, ids)}`,
  };
}

/** By its author's word, where there is one, and by its statements else. */
function isExpand(
  { compatibility: { class: byStatements, declared } }: ManifestMigration,
  blue: Manifest | undefined,
): boolean {
  if (declared === undefined) return byStatements === "expand";
  return declared.class === "expand" || isDeclaredSafe(declared.safeAfter, blue) === true;
}

/** Where a run that failed leaves no row, what it did before it failed is still there on MySQL, whose DDL is not undone. */
function whatPendingMayMean(
  tool: string,
  marksFailures: boolean,
  engine: string,
  [first = ""]: readonly string[],
): string {
  if (marksFailures) return "Apply them before the deployment.";
  return engine === "mysql"
    ? `${tool} does not record a run that failed, and MySQL does not undo its first statements: look whether "${first}" is half applied, then apply what is pending.`
    : `${tool} does not record a run that failed: if one did, its log says why. Apply what is pending before the deployment.`;
}

function describeOutOfOrder(
  { reader, policies }: HistoryCase,
  outOfOrder: readonly ManifestMigration[],
  applied: readonly ManifestMigration[],
): MigrationFinding {
  const ids = outOfOrder.map(({ id }) => id);
  const last = applied.at(-1)?.id ?? "";
  const what = `${nameMigrationsFirst(ids)} ${ids.length === 1 ? "comes" : "come"} before "${last}", which is applied already`;
  const then = {
    refuses: `: ${reader.tool} refuses to apply ${ids.length === 1 ? "it" : "them"}. Give ${ids.length === 1 ? "it a later place" : "them later places"}.`,
    skips: `: ${reader.tool} passes over ${ids.length === 1 ? "it" : "them"} without a word. Give ${ids.length === 1 ? "it a later place" : "them later places"}.`,
    applies: `; ${reader.tool} applies ${ids.length === 1 ? "it" : "them"} all the same, on a schema that ${ids.length === 1 ? "it was" : "they were"} not written for.`,
  }[reader.outOfOrder];
  const effect = reader.outOfOrder === "applies" ? "warn" : policies.outOfOrder;
  return { standing: "out-of-order", effect, ids, sentence: `${what}${then}` };
}

function describeNeverApplied(neverApplied: readonly ManifestMigration[], where: string): MigrationFinding {
  const ids = neverApplied.map(({ id }) => id);
  return {
    standing: "never-applied",
    effect: "fail",
    ids,
    sentence:
      `${nameMigrationsFirst(ids)} will never be applied: ${ids.length === 1 ? "its" : "their"} time in Drizzle's journal (\`when\`) is not after ` +
      `that of the last one in ${where}, and drizzle passes over such without a word and with exit code 0. Generate ${ids.length === 1 ? "it" : "them"} again.`,
  };
}
