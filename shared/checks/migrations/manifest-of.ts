import type { AwsClients } from "../../deployment/aws-clients.ts";
import { readObject } from "../../deployment/read-object.ts";
import type { TaskDefinition } from "../../deployment/task-definition.ts";
import { findManifest } from "../../migrations/manifest/find-manifest.ts";
import type { Manifest } from "../../migrations/manifest/manifest.ts";
import { readManifest } from "../../migrations/manifest/read-manifest.ts";

/**
 * What a task definition says of its migrations; undefined where it carries no manifest.
 * @throws {ManifestError} where it carries one that cannot be used
 * @throws {AwsCallError} where an object cannot be read
 */
export async function manifestOf(
  clients: Pick<AwsClients, "s3">,
  taskDefinition: TaskDefinition,
  signal: AbortSignal,
): Promise<Manifest | undefined> {
  const found = findManifest(taskDefinition);
  return found && readManifest(found.location, found.place, (...asked) => readObject(clients, ...asked), signal);
}
