import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { ManifestError } from "./manifest-error.ts";
import type { ManifestLocation } from "./manifest-location.ts";
import type { Manifest } from "./manifest.ts";
import { LARGEST_MANIFEST_BYTES, parseManifest } from "./parse-manifest.ts";

/** Reads an object of at most so many bytes. */
export type ReadObject = (
  object: { readonly bucket: string; readonly key: string; readonly versionId?: string },
  largestBytes: number,
  signal: AbortSignal,
) => Promise<Uint8Array>;

/**
 * @param place where the location is written, for messages
 * @throws {ManifestError} where it is none, or its digest is another's; and what `readObject` throws
 */
export async function readManifest(
  location: ManifestLocation,
  place: string,
  readObject: ReadObject,
  signal: AbortSignal,
): Promise<Manifest> {
  if (location.kind === "inline") {
    return parseManifest(location.encoding === "json" ? location.text : unzip(location.text, place), place);
  }
  const { bucket, key, versionId, sha256 } = location;
  const name = `s3://${bucket}/${key}`;
  const object = { bucket, key, ...(versionId !== undefined && { versionId }) };
  const bytes = await readObject(object, LARGEST_MANIFEST_BYTES, signal);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) {
    throw new ManifestError(
      `${name}: expected the object with the digest sha256 ${sha256} that ${place} names, found one with ${found}. ` +
        "It was overwritten after the task definition was made: give each release a key of its own.",
    );
  }
  return parseManifest(new TextDecoder().decode(bytes), name);
}

function unzip(base64: string, place: string): string {
  try {
    const zipped = Buffer.from(base64, "base64");
    return gunzipSync(zipped, { maxOutputLength: LARGEST_MANIFEST_BYTES }).toString("utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ManifestError(
      `${place}: expected a manifest in gzip and base64 after "gzip:", found what is none: ${why}`,
      {
        cause: error,
      },
    );
  }
}
