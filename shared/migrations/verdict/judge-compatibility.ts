import { printable } from "../../probe/printable.ts";
import type { Compatibility, Manifest, ManifestMigration, StatementFinding } from "../manifest/manifest.ts";
import { isAtLeast } from "./compare-releases.ts";
import type { MigrationFinding } from "./migration-finding.ts";
import { nameMigrations } from "./name-migrations.ts";
import type { MigrationPolicies } from "./policies.ts";

/** Green's migrations, beside those of blue, which serves customers now and is what a rollback returns to. */
export interface CompatibilityCase {
  /** Undefined where it carries no manifest. */
  readonly green: Manifest | undefined;
  readonly blue: BlueManifest;
  readonly policies: MigrationPolicies;
}

/** Blue's manifest, or why there is none to be had. */
export type BlueManifest = Manifest | { readonly problem: string };

const MOST_STATEMENTS = 3;

/** Whether blue survives what green brings, applied or not. Never empty. */
export function judgeCompatibility({ green, blue, policies }: CompatibilityCase): readonly MigrationFinding[] {
  if (green === undefined) return [greenUnknown()];
  if ("problem" in blue) return [blueUnknown(blue.problem, policies)];
  const added = addedTo(blue, green);
  if (added.length === 0) {
    return [
      { standing: "applied", effect: "none", ids: [], sentence: "Green brings no migration that blue does not know." },
    ];
  }
  const created = new Set<string>();
  const findings = added.flatMap((migration) => {
    const found = judgeMigration(migration, created, blue, policies);
    // What is done to a table before it is made is done to another, which blue may know.
    for (const table of migration.compatibility.creates) created.add(table);
    return found;
  });
  if (findings.length > 0) return findings;
  const ids = added.map(({ id }) => id);
  const sentence = `Green brings ${nameMigrations(ids)} that blue does not know: nothing that blue does breaks.`;
  return [{ standing: "applied", effect: "none", ids, sentence }];
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
    sentence:
      `What green adds to blue's schema could not be told, nor whether blue survives it: ${problem}. ` +
      "From the next release on it can, where this one carries a manifest.",
  };
}

function judgeMigration(
  migration: ManifestMigration,
  created: ReadonlySet<string>,
  blue: Manifest,
  policies: MigrationPolicies,
): readonly MigrationFinding[] {
  const { id, compatibility } = migration;
  const { declared } = compatibility;
  if (declared?.class === "expand") return [];
  if (declared?.class === "contract") return judgeDeclared(migration, declared, blue, policies);
  const findings = compatibility.findings.filter(({ table }) => table === undefined || !created.has(table));
  const worst = worstOf(compatibility, findings);
  switch (worst) {
    case "expand":
      return [];
    case "contract":
      return [breaksBlue(migration, findings, policies)];
    case "unknown":
      return [
        {
          standing: "unknown-compatibility",
          effect: policies.unknownCompatibility,
          ids: [id],
          sentence: `Whether blue survives migration "${printable(id)}" could not be told: ${describe(migration, findings, "unknown")}. Declare it in its file (\`compatibility: expand\` or \`contract\`, and \`reason:\`).`,
        },
      ];
    case "warn":
      return [
        {
          standing: "may-break-blue",
          effect: "warn",
          ids: [id],
          sentence: `Migration "${printable(id)}" may disturb blue: ${describe(migration, findings, "warn")}.`,
        },
      ];
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
  { id }: ManifestMigration,
  { safeAfter, reason }: { readonly safeAfter: string; readonly reason: string },
  { release }: Manifest,
  policies: MigrationPolicies,
): readonly MigrationFinding[] {
  const isSafe = release === undefined ? undefined : isAtLeast(release, safeAfter);
  if (isSafe === true) return [];
  const observed =
    release === undefined
      ? "blue's manifest names no release (give `hooks manifest` its --release)"
      : isSafe === undefined
        ? `blue is release ${printable(release)}, which has no order with it`
        : `blue is release ${printable(release)}`;
  return [
    {
      standing: "breaks-blue",
      effect: policies.contract,
      ids: [id],
      sentence:
        `Migration "${printable(id)}" is declared safe after release ${printable(safeAfter)} (${printable(reason)}): expected blue, which serves now ` +
        `and is what a rollback returns to, at that release or later; ${observed}. Deploy that release first.`,
    },
  ];
}

function breaksBlue(
  migration: ManifestMigration,
  findings: readonly StatementFinding[],
  { contract }: MigrationPolicies,
): MigrationFinding {
  const breaking = findings.filter((each) => each.class === "contract");
  const parts = new Set(breaking.flatMap(({ breaks }) => (breaks === undefined ? [] : breaks.split(" and "))));
  const what = [...parts].toSorted().join(" and ") || "reads or writes";
  return {
    standing: "breaks-blue",
    effect: contract,
    ids: [migration.id],
    sentence:
      `Migration "${printable(migration.id)}" breaks the ${what} of blue, which serves now and is what a rollback returns to: ` +
      `${describe(migration, findings, "contract")}. First release a version that does without, and declare in the file after ` +
      "which release it is safe (`compatibility: contract`, `safe-after:`, `reason:`).",
  };
}

function describe(
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
