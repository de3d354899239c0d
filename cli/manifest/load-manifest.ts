import { readFile } from "node:fs/promises";
import { manifestOf } from "../../shared/checks/migrations/manifest-of.ts";
import type { AwsClients } from "../../shared/deployment/aws-clients.ts";
import { readObject } from "../../shared/deployment/read-object.ts";
import { getTaskDefinition } from "../../shared/deployment/task-definition.ts";
import { ManifestError } from "../../shared/migrations/manifest/manifest-error.ts";
import { parseManifestLocation } from "../../shared/migrations/manifest/manifest-location.ts";
import type { Manifest } from "../../shared/migrations/manifest/manifest.ts";
import { parseManifest } from "../../shared/migrations/manifest/parse-manifest.ts";
import { readManifest } from "../../shared/migrations/manifest/read-manifest.ts";

/** What a manifest may be named by, for a person. */
export const MANIFEST_SOURCES =
  "a file, the text of a task definition (s3://…?sha256=…, gzip:…), or the ARN of a task definition";

/**
 * @param option that names it, for the message
 * @throws {ManifestError} @throws {AwsCallError}
 */
export async function loadManifest(
  source: string,
  option: string,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<Manifest> {
  const read = (text: string, place: string): Promise<Manifest> =>
    readManifest(parseManifestLocation(text, place), place, (...asked) => readObject(clients, ...asked), signal);
  if (isLocation(source) || source.startsWith("{")) return read(source, option);
  if (!source.startsWith("arn:")) {
    const text = await readText(source, option, signal);
    return isLocation(text) ? read(text, source) : parseManifest(text, source);
  }
  const found = await manifestOf(clients, await getTaskDefinition(clients, source, signal), signal);
  if (found === undefined) throw new ManifestError(`${option}: ${source} carries no manifest of migrations`);
  return found;
}

/** What `hooks manifest --inline` and `--s3` print. */
function isLocation(text: string): boolean {
  return /^\s*(?:s3:\/\/|gzip:)/u.test(text);
}

async function readText(file: string, option: string, signal: AbortSignal): Promise<string> {
  try {
    return await readFile(file, { encoding: "utf8", signal });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ManifestError(`${option}: expected ${MANIFEST_SOURCES}, and ${file} cannot be read: ${why}`, {
      cause: error,
    });
  }
}
