import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** The manifest itself, as the value of a variable or a label. */
export function inlineLocation(json: string): string {
  return `gzip:${gzipSync(json, { level: 9 }).toString("base64")}`;
}

/**
 * Where the manifest will be, as the value of a variable or a label.
 * @param object `s3://bucket/key`
 */
export function objectLocation(object: string, json: string): string {
  return `${object}?sha256=${createHash("sha256").update(json).digest("hex")}`;
}
