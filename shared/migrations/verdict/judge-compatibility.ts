import { printable } from "../../probe/printable.ts";
import type { Compatibility, Manifest, ManifestMigration, StatementFinding } from "../manifest/manifest.ts";
import { describeStatements } from "./describe-statements.ts";
import { isDeclaredSafe } from "./is-declared-safe.ts";
import type { MigrationFinding } from "./migration-finding.ts";
import { nameMigrations } from "./name-migrations.ts";
import type { MigrationPolicies } from "./policies.ts";

/** Green's migrations, beside those of blue, which serves customers now and is what a rollback returns to. */
export interface CompatibilityCase {
  /** Undefined where it carries no manifest. */
  readonly green: Manifest | undefined;
  readonly blue: BlueManifest;
  readonly policies: MigrationPolicies;
  /** The ids that the database has; undefined where nobody told them. */
  readonly applied?: ReadonlySet<string> | undefined;
}

/** Blue's manifest, or why there is none to be had. */
export type BlueManifest = Manifest | { readonly problem: string };

/** Whether blue survives what green brings, applied or not. Never empty. */
export function judgeCompatibility({ green, blue, policies, applied }: CompatibilityCase): readonly MigrationFinding[] {
  if (green === undefined) return [greenUnknown()];
  if ("problem" in blue) return [blueUnknown(blue.problem, policies)];
  if (blue.tool !== green.tool)
    return [blueUnknown(`blue's manifest is of ${blue.tool}, green's of ${green.tool}`, policies)];
  const added = addedTo(blue, green);
  if (added.length === 0) return [compatible([], "Green brings no migration that blue does not know.")];
  const created = new Set<string>();
  const findings = added.flatMap((migration) => {
    const found = judgeMigration({ migration, created, blue, policies, isApplied: applied?.has(migration.id) });
    // What is done to a table before it is made is done to another, which blue may know.
    for (const table of migration.compatibility.creates) created.add(table);
    return found;
  });
  return findings.length > 0 ? findings : [compatible(added, describeCompatible(added))];
}

function compatible(added: readonly ManifestMigration[], sentence: string): MigrationFinding {
  return { standing: "compatible", effect: "none", ids: added.map(({ id }) => id), sentence };
}

/** What is believed rather than read is said, with its reason. */
function describeCompatible(added: readonly ManifestMigration[]): string {
  const believed = added.flatMap(({ id, compatibility: { declared } }) => {
    if (declared === undefined) return [];
    const after = declared.class === "contract" ? `, safe after ${printable(declared.safeAfter)}` : "";
    return [`"${printable(id)}" (${declared.class}${after}: ${printable(declared.reason)})`];
  });
  const word = believed.length === 0 ? "" : ` That is its author's word of ${believed.join(", ")}.`;
  return `Green brings ${nameMigrations(added.map(({ id }) => id))} that blue does not know: nothing that blue does breaks.${word}`;
}

/** What green has and blue has not: by its name, and where it is to be applied again when it changes, by what it is. */
function addedTo(blue: Manifest, green: Manifest): readonly ManifestMigration[] {
  const known = new Map(blue.migrations.map((migration) => [migration.id, migration]));
  return green.migrations.filter(({ id, repeatable, checksum }) => {
    const same = known.get(id);
    return same === undefined || (repeatable === true && same.checksum !== checksum);
  });
}

function greenUnknown(): MigrationFinding {
  return {
    standing: "no-manifest",
    effect: "warn",
    ids: [],
    sentence:
      "Green's task definition carries no manifest of migrations, so that nobody can tell whether blue survives them: make one " +
      "with `hooks manifest`.",
  };
}

function blueUnknown(problem: string, { blueWithoutManifest }: MigrationPolicies): MigrationFinding {
  return {
    standing: "blue-unknown",
    effect: blueWithoutManifest,
    ids: [],
    sentence: `What green adds to blue's schema could not be told, nor whether blue survives it: ${problem}.`,
  };
}

interface AddedMigration {
  readonly migration: ManifestMigration;
  /** Tables that green itself made before it. */
  readonly created: ReadonlySet<string>;
  readonly blue: Manifest;
  readonly policies: MigrationPolicies;
  readonly isApplied: boolean | undefined;
}

function judgeMigration(added: AddedMigration): readonly MigrationFinding[] {
  const { migration, created, policies } = added;
  const { id, compatibility } = migration;
  if (compatibility.declared?.class === "expand") return [];
  if (compatibility.declared?.class === "contract") return judgeDeclared(added, compatibility.declared);
  const findings = compatibility.findings.filter(({ table }) => table === undefined || !created.has(table));
  const worst = worstOf(compatibility, findings);
  switch (worst) {
    case "expand":
      return [];
    case "contract":
      return [breaksBlue(added, findings)];
    case "unknown": {
      const sentence =
        `Whether blue survives migration "${printable(id)}" could not be told: ${describeStatements(migration, findings, "unknown")}. ` +
        "Declare it in its file (`compatibility: expand` or `contract`, and `reason:`).";
      return [{ standing: "unknown-compatibility", effect: policies.unknownCompatibility, ids: [id], sentence }];
    }
    case "warn": {
      const sentence = `Migration "${printable(id)}" may disturb blue: ${describeStatements(migration, findings, "warn")}.`;
      return [{ standing: "may-break-blue", effect: "warn", ids: [id], sentence }];
    }
    default:
      return worst satisfies never;
  }
}

const WORST_FIRST = ["contract", "unknown", "warn"] as const;

function worstOf(compatibility: Compatibility, findings: readonly StatementFinding[]): Compatibility["class"] {
  // Without statements there is only the class of the whole: of code, or of a manifest that somebody else made.
  if (compatibility.findings.length === 0) return compatibility.class;
  return WORST_FIRST.find((each) => findings.some((finding) => finding.class === each)) ?? "expand";
}

function judgeDeclared(
  { migration: { id }, blue, policies, isApplied }: AddedMigration,
  declared: { readonly safeAfter: string; readonly reason: string },
): readonly MigrationFinding[] {
  const { release } = blue;
  const isSafe = isDeclaredSafe(declared.safeAfter, blue);
  if (isSafe === true) return [];
  const observed =
    release === undefined
      ? "blue's manifest names no release (give `hooks manifest` its --release)"
      : isSafe === undefined
        ? `blue is release ${printable(release)}, which has no order with it`
        : `blue is release ${printable(release)}`;
  const sentence =
    `Migration "${printable(id)}"${whenApplied(isApplied)} is declared safe after release ${printable(declared.safeAfter)} (${printable(declared.reason)}): ` +
    `expected blue, which serves now and is what a rollback returns to, at that release or later; ${observed}. ${adviceOn(isApplied, "Deploy that release first.")}`;
  return [{ standing: "breaks-blue", effect: policies.contract, ids: [id], sentence }];
}

function breaksBlue(
  { migration, policies, isApplied }: AddedMigration,
  findings: readonly StatementFinding[],
): MigrationFinding {
  const breaking = findings.filter((each) => each.class === "contract");
  const parts = new Set(breaking.flatMap(({ breaks }) => (breaks === undefined ? [] : breaks.split(" and "))));
  const what = [...parts].toSorted().join(" and ") || "reads or writes";
  const first =
    "First release a version that does without, and declare in the file after which release it is safe " +
    "(`compatibility: contract`, `safe-after:`, `reason:`).";
  const sentence =
    `Migration "${printable(migration.id)}"${whenApplied(isApplied)} breaks the ${what} of blue, which serves now and is what a rollback returns to: ` +
    `${describeStatements(migration, findings, "contract")}. ${adviceOn(isApplied, first)}`;
  return { standing: "breaks-blue", effect: policies.contract, ids: [migration.id], sentence };
}

function whenApplied(isApplied: boolean | undefined): string {
  return isApplied === true ? ", which is applied ALREADY," : "";
}

/** Where it is done, nothing that comes first helps any more. */
function adviceOn(isApplied: boolean | undefined, first: string): string {
  return isApplied === true
    ? "Blue's requests that use it fail now: look at its errors; undo the migration, or, where no request of blue's uses it, deploy green with policies.contract \"warn\"."
    : first;
}
