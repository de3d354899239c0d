import type { Manifest } from "../manifest/manifest.ts";

/** Whether an id comes after every one that is expected. */
export function isAboveAll(id: string, { migrations }: Manifest, compare: (a: string, b: string) => number): boolean {
  return migrations.every((expected) => compare(expected.id, id) < 0);
}
