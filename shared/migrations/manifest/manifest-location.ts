import { printable } from "../../probe/printable.ts";
import { ManifestError } from "./manifest-error.ts";

/** The environment variable of a task definition that says where its manifest is. */
export const MANIFEST_VARIABLE = "MIGRATIONS_MANIFEST";
/** The docker label that says the same. */
export const MANIFEST_LABEL = "verdigris.migrations.manifest";

/** Where a manifest is: in the text itself, or an object of S3 that is known by its digest. */
export type ManifestLocation =
  | { readonly kind: "inline"; readonly encoding: "json" | "gzip"; readonly text: string }
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
      readonly versionId: string | undefined;
      /** Lower-case hex. */
      readonly sha256: string;
    };

const FORMS = '"s3://bucket/key?sha256=HEX", "gzip:BASE64", or the manifest itself, as `hooks manifest` prints them';
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u;
const SHA256 = /^[0-9a-f]{64}$/u;
const PARAMETERS = ["sha256", "versionId"];

/**
 * @param place where the text is written, for the message
 * @throws {ManifestError} for what has none of the three forms, and for an object without a digest
 */
export function parseManifestLocation(text: string, place: string): ManifestLocation {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return { kind: "inline", encoding: "json", text: trimmed };
  if (trimmed.startsWith("gzip:")) return { kind: "inline", encoding: "gzip", text: trimmed.slice("gzip:".length) };
  if (!trimmed.startsWith("s3://")) {
    throw new ManifestError(`${place}: expected ${FORMS}, found ${printable(trimmed) || "nothing"}`);
  }
  return parseS3(trimmed, place);
}

function parseS3(text: string, place: string): ManifestLocation {
  const [path = "", query = ""] = text.slice("s3://".length).split(/\?(.*)/su);
  const slash = path.indexOf("/");
  const bucket = path.slice(0, slash);
  const key = path.slice(slash + 1);
  const parameters = new URLSearchParams(query);
  const sha256 = parameters.get("sha256")?.toLowerCase();
  const unknown = [...parameters.keys()].filter((name) => !PARAMETERS.includes(name));
  const problems = [
    ...(slash > 0 && BUCKET.test(bucket) ? [] : ["expected the name of a bucket and a key after it"]),
    ...(slash > 0 && key === "" ? ["expected a key after the bucket"] : []),
    ...(sha256 === undefined
      ? ["expected ?sha256=HEX, the digest of the object: an object may be overwritten, and its digest tells"]
      : []),
    ...(sha256 !== undefined && !SHA256.test(sha256) ? ["expected a sha256 of 64 hexadecimal digits"] : []),
    ...unknown.map((name) => `expected no parameter but ${PARAMETERS.join(" and ")}, found ${printable(name)}`),
  ];
  if (problems.length > 0 || sha256 === undefined) {
    throw new ManifestError(`${place}: ${printable(text)}: ${problems.join("; ")}`);
  }
  return { kind: "s3", bucket, key, versionId: parameters.get("versionId") ?? undefined, sha256 };
}
