import type { Manifest } from "./manifest.ts";

/**
 * What either of two releases knows. Alembic's table has the last revision alone: where that is blue's, only blue's manifest
 * says which of green's came before it.
 */
export function mergeManifests(green: Manifest, blue: Manifest | undefined): Manifest {
  if (blue?.tool !== green.tool) return green;
  const known = new Set(green.migrations.map(({ id }) => id));
  return { ...green, migrations: [...green.migrations, ...blue.migrations.filter(({ id }) => !known.has(id))] };
}
