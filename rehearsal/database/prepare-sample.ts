import type { Fault } from "../fault.ts";
import type { FunctionNeeds } from "../functions.ts";
import type { NamedSecrets } from "../secrets.ts";
import { settleAll } from "../settle-all.ts";
import { migrateSample } from "./migrate-sample.ts";
import { startSampleDatabase } from "./sample-database.ts";
import { layOutMigrations } from "./sample-migrations.ts";
import { MANIFEST_BUCKET, shipManifests, type ShippedManifests } from "./ship-manifests.ts";

/** The secret of Secrets Manager that `sample/hooks.config.ts` names: the URL of the database. */
const DATABASE_SECRET = "shop/database";

/** What the releases of the sample find when they are deployed. */
export interface PreparedSample {
  readonly databaseUrl: string;
  readonly manifests: ShippedManifests;
  /** What the hooks need of Secrets Manager. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** What the functions may read for the sample, beside the user's own secrets. */
export function sampleNeeds({ secretsManager, ssm, environment }: NamedSecrets): FunctionNeeds {
  const secrets = new Set([...secretsManager.keys(), DATABASE_SECRET]);
  return { secretsManager: secrets, ssm, environment, manifestBucket: MANIFEST_BUCKET };
}

/**
 * Does for the sample what its builds and its pipeline did before the deployment.
 * @param folder where its migrations may be written
 * @param resources ends the database
 */
export async function prepareSample(
  {
    folder,
    fault,
    host,
  }: {
    readonly folder: string;
    readonly fault: Fault["kind"] | undefined;
    readonly host: Readonly<Record<string, string>>;
  },
  resources: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<PreparedSample> {
  const folders = await layOutMigrations(folder, fault);
  const migrate = async (): Promise<string> => {
    const databaseUrl = await startSampleDatabase(host, resources, signal);
    await migrateSample(databaseUrl, folders, fault, host, signal);
    return databaseUrl;
  };
  const [databaseUrl, manifests] = await settleAll([migrate(), shipManifests(folders, signal)]);
  return { databaseUrl, manifests, secrets: new Map([[DATABASE_SECRET, databaseUrl]]) };
}
