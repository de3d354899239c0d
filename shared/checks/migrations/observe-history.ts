import type { MigrationSettings } from "../../configuration/migrations-schema.ts";
import type { RdsTokenSettings } from "../../deployment/rds-token.ts";
import type { Observation } from "../../migrations/check-migrations.ts";
import type { Manifest } from "../../migrations/manifest/manifest.ts";
import { mergeManifests } from "../../migrations/manifest/merge-manifests.ts";
import type { BlueManifest } from "../../migrations/verdict/judge-compatibility.ts";
import type { SecretSource } from "../../probe/flow/secret-reader.ts";

/** What is needed to log in anywhere. */
export interface LoginPorts {
  readonly secrets: SecretSource;
  readonly rdsToken: (settings: RdsTokenSettings, signal: AbortSignal) => Promise<string>;
}

/** Those ways of observing that give a history, which green's manifest is compared with. */
export type HistorySettings = Extract<MigrationSettings, { readonly wait: number }>;

/** What is looked for: green's migrations, and to understand the rest, blue's. */
export interface Expectation {
  readonly green: Manifest;
  readonly blue: BlueManifest;
}

/**
 * Reads the history of a database's migrations, from the database itself or from an endpoint that speaks for it. Each way is
 * loaded when it is taken: the one brings a driver, the other the probe library. Rejects as they do.
 */
export async function observeHistory(
  settings: HistorySettings,
  { green, blue }: Expectation,
  ports: LoginPorts,
  signal: AbortSignal,
): Promise<Observation> {
  if ("endpoint" in settings) {
    const { readEndpointHistory } = await import("./endpoint-history.ts");
    const history = await readEndpointHistory(settings.endpoint, ports, signal);
    return { kind: "history", expected: green, history };
  }
  const known = mergeManifests(green, "problem" in blue ? undefined : blue);
  const { readDatabaseHistory } = await import("./database-history.ts");
  const history = await readDatabaseHistory(settings.database, known, ports, signal);
  return { kind: "history", expected: green, history };
}
