import type { Manifest } from "../manifest/manifest.ts";

const SCRIPT = /\.[cm]?[jt]s$/;

/** The name of a JavaScript or TypeScript file without its extension. */
export const withoutExtension = (name: string): string => name.replace(SCRIPT, "");

/**
 * Finds the migration that a recorded file name is of. A project in TypeScript is run from its sources in one place and as
 * JavaScript in another, and its tool records the extension: it does not tell two migrations apart.
 *
 * @returns gives the id of the manifest's migration, or the name as it is where the manifest has none such
 */
export function matchScripts({ migrations }: Manifest): (name: string) => string {
  const ids = new Set(migrations.map(({ id }) => id));
  const byStem = new Map(migrations.map(({ id }) => [withoutExtension(id), id]));
  return (name) => (ids.has(name) ? name : (byStem.get(withoutExtension(name)) ?? name));
}
