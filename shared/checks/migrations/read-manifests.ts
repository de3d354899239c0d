import type { Deployment } from "../../deployment/deployment.ts";
import type { TaskDefinition } from "../../deployment/task-definition.ts";
import { ManifestError } from "../../migrations/manifest/manifest-error.ts";
import type { Manifest } from "../../migrations/manifest/manifest.ts";
import type { BlueManifest } from "../../migrations/verdict/judge-compatibility.ts";
import type { CheckContext } from "../check.ts";
import { manifestOf } from "./manifest-of.ts";

export interface Manifests {
  /** Undefined where its task definition carries none. */
  readonly green: Manifest | undefined;
  readonly blue: BlueManifest;
}

/**
 * What both task definitions say of their migrations.
 * @throws {ManifestError} for green's, where it carries one that cannot be used
 * @throws {AwsCallError} where an object cannot be read
 */
export async function readManifests(
  { deployment, clients }: CheckContext<Deployment>,
  signal: AbortSignal,
): Promise<Manifests> {
  const [green, blue] = await Promise.all([
    manifestOf(clients, deployment.greenTaskDefinition, signal),
    blueManifest(clients, deployment.blue.taskDefinition, signal),
  ]);
  return { green, blue };
}

/** Blue serves: that its manifest cannot be used is no fault of green's. */
async function blueManifest(
  clients: CheckContext<Deployment>["clients"],
  taskDefinition: TaskDefinition,
  signal: AbortSignal,
): Promise<BlueManifest> {
  try {
    const manifest = await manifestOf(clients, taskDefinition, signal);
    return (
      manifest ?? {
        problem: `blue's task definition ${taskDefinition.name} carries no manifest of migrations. From the next release on it can, where this one carries one`,
      }
    );
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { problem: error.message };
  }
}
