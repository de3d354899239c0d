import type { Compatibility, Manifest, ManifestMigration } from "../../../shared/migrations/manifest/manifest.ts";
import { parseManifest } from "../../../shared/migrations/manifest/parse-manifest.ts";

const EXPAND: Compatibility = { class: "expand", reason: "nothing that blue does breaks", findings: [], creates: [] };

/** A manifest of migrations that break nothing, but for what is said of each. It is one that a hook accepts. */
export function expectMigrations(
  migrations: readonly (string | Partial<ManifestMigration>)[],
  manifest: Partial<Manifest> = {},
): Manifest {
  const whole = migrations.map((each) => {
    const said = typeof each === "string" ? { id: each } : each;
    return { file: `${said.id ?? "?"}.sql`, compatibility: EXPAND, ...said };
  });
  const text = JSON.stringify({ version: 1, tool: "knex", engine: "postgres", ...manifest, migrations: whole });
  return parseManifest(text, "the manifest of this test");
}
