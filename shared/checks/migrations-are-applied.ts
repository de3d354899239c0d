import { parseMigrations } from "../configuration/parse-migrations.ts";
import type { MigrationSettings } from "../configuration/migrations-schema.ts";
import type { Deployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import { createRdsToken } from "../deployment/rds-token.ts";
import { checkMigrations, type ObserveMigrations } from "../migrations/check-migrations.ts";
import { ManifestError } from "../migrations/manifest/manifest-error.ts";
import { MANIFEST_LABEL, MANIFEST_VARIABLE } from "../migrations/manifest/manifest-location.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { observeHistory } from "./migrations/observe-history.ts";
import { observeTask } from "./migrations/observe-task.ts";
import { readManifests, type Manifests } from "./migrations/read-manifests.ts";

const VERDICTS = { passed: "passed", failed: "failed", unclear: "inconclusive" } as const;

/** Are the migrations that green expects applied, and does blue survive what green adds? */
export const migrationsAreApplied: Check<Deployment> = {
  name: "migrations-are-applied",
  run: async (context, signal) => {
    const { migrations } = context.configuration;
    if (migrations === undefined) {
      return {
        verdict: "failed",
        reason:
          'hooks.config.ts does not say how to check the database: expected `migrations: { database: "secretsmanager:…" }`, ' +
          "another way of docs/migrations.md, or " +
          '`migrations: { none: "why this service has no migrations" }`. Silence is not taken for a service without a database.',
      };
    }
    const settings = parseMigrations(migrations);
    if ("none" in settings) {
      return {
        verdict: "passed",
        notApplicable: true,
        reason: `Not applicable: hooks.config.ts says that there is nothing to migrate (${settings.none}).`,
      };
    }
    try {
      return await check(context, settings, signal);
    } catch (error) {
      // Green ships it: that it cannot be used is green's fault.
      if (error instanceof ManifestError) return { verdict: "failed", reason: error.message };
      throw error;
    }
  },
};

type Looked = Exclude<MigrationSettings, { readonly none: string }>;

async function check(context: CheckContext<Deployment>, settings: Looked, signal: AbortSignal): Promise<CheckResult> {
  const { green, blue } = await readManifests(context, signal);
  const observe = observer(context, settings, { green, blue });
  if (observe === undefined) {
    return {
      verdict: "failed",
      reason:
        `Task definition ${context.deployment.greenTaskDefinition.name} does not say which migrations green expects: expected where its manifest is in ` +
        `the environment variable ${MANIFEST_VARIABLE} or the docker label ${MANIFEST_LABEL} of one of its containers, found neither. ` +
        "Make it with `hooks manifest` (docs/migrations.md).",
    };
  }
  const waitMs = "wait" in settings ? settings.wait : 0;
  const clock = { now: () => new Date(), pause };
  const verdict = await checkMigrations({ green, blue, observe, policies: settings.policies, waitMs }, clock, signal);
  return { verdict: VERDICTS[verdict.outcome], reason: verdict.reason };
}

/** Undefined where a history is to be read, and nobody says what it is to be compared with. */
function observer(
  context: CheckContext<Deployment>,
  settings: Looked,
  { green, blue }: Manifests,
): ObserveMigrations | undefined {
  if (!("wait" in settings)) return (signal) => observeTask(context, settings, green, signal);
  if (green === undefined) return undefined;
  const { secrets, clients } = context;
  const ports = { secrets, rdsToken: createRdsToken.bind(undefined, clients) };
  return (signal) => observeHistory(settings, { green, blue }, ports, signal);
}
