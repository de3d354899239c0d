import { inlineLocation, objectLocation } from "../../cli/manifest/write-location.ts";
import { BLUE_RELEASE, GREEN_RELEASE } from "../sample-releases.ts";
import type { ReleaseMigrations } from "./sample-migrations.ts";

/** Where the manifest of each release is, and what of them is in S3. */
export interface ShippedManifests {
  readonly blue: string;
  readonly green: string;
  /** By `bucket/key`. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

/** The bucket that has green's. */
export const MANIFEST_BUCKET = "shop-releases";

const GREEN_OBJECT = `${MANIFEST_BUCKET}/migrations/${GREEN_RELEASE}.json`;

/** Does what the build of each release does with `hooks manifest`: blue's inline, green's as an object of S3. */
export async function shipManifests(folders: ReleaseMigrations, signal: AbortSignal): Promise<ShippedManifests> {
  // Parsers of SQL, which no rehearsal of a user's own service waits for.
  const { createManifest } = await import("../../cli/manifest/create-manifest.ts");
  const manifestOf = async (path: string, release: string): Promise<string> => {
    const request = { tool: "node-pg-migrate", path, engine: "postgres", release } as const;
    return JSON.stringify(await createManifest(request, signal));
  };
  const blue = await manifestOf(folders.blue, BLUE_RELEASE);
  const green = await manifestOf(folders.green, GREEN_RELEASE);
  return {
    blue: inlineLocation(blue),
    green: objectLocation(`s3://${GREEN_OBJECT}`, green),
    objects: new Map([[GREEN_OBJECT, new TextEncoder().encode(green)]]),
  };
}
