import type { Check } from "../checks/check.ts";
import { OwnProbes } from "../checks/own-probes.ts";
import { loadConfiguration, type LoadModule } from "../configuration/load-configuration.ts";
import { redactConfiguration } from "../configuration/redact-configuration.ts";
import type { Configuration } from "../configuration/schema.ts";
import type { DeploymentAt } from "../deployment/deployment.ts";
import { DESCRIBE_DEPLOYMENT_AT } from "../deployment/describe-deployment.ts";
import { WrongLifecycleEventError } from "../deployment/errors.ts";
import { getDeployment, type DeploymentSummary } from "../deployment/get-deployment.ts";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { rememberSecrets } from "../deployment/remember-secrets.ts";
import { describeError } from "./describe-error.ts";
import { orInterrupted, type Interruption } from "./interruption.ts";
import { judgeChecks, type Judgement } from "./judgement.ts";
import { runChecks } from "./run-checks.ts";
import type { HookRuntime } from "./runtime.ts";

interface Question<E extends HookEvent> {
  readonly lifecycleEvent: E;
  readonly checks: readonly Check<DeploymentAt[E]>[];
  readonly deploymentId: string;
  readonly loadModule: LoadModule;
}

/** What judging uses of the world outside. */
export type Judging = Pick<HookRuntime, "clients" | "log" | "environment">;

interface Answer {
  readonly judgement: Judgement;
  /** Undefined where it could not be read, or was not needed. */
  readonly configuration: Configuration | undefined;
}

/**
 * Knows a rescue from a release, and runs the checks of a release. Never rejects.
 *
 * A rescue comes first, and nothing that a user wrote runs before it is known not to be one: no mistake in
 * `hooks.config.ts` can stand in its way. The configuration is read even where GetDeployment failed, because it says what
 * is reported then.
 */
export async function judgeDeployment<E extends HookEvent>(
  question: Question<E>,
  runtime: Judging,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<Answer> {
  const [asked] = await Promise.allSettled([getDeployment(runtime.clients, question.deploymentId, signal)]);
  if (asked.status === "fulfilled" && asked.value.rollback !== undefined) {
    return { judgement: rescue(asked.value.id, asked.value.rollback), configuration: undefined };
  }
  const [loaded] = await Promise.allSettled([orInterrupted(loadConfiguration(question.loadModule), interruption)]);
  const configuration = loaded.status === "fulfilled" ? loaded.value : undefined;
  try {
    if (asked.status === "rejected") throw asked.reason;
    if (loaded.status === "rejected") throw loaded.reason;
    runtime.log.info("configuration in force", { configuration: redactConfiguration(loaded.value) });
    const judgement = await judgeRelease(
      question,
      { summary: asked.value, configuration: loaded.value },
      runtime,
      interruption,
      signal,
    );
    return { judgement, configuration };
  } catch (error) {
    const judgement = couldNotCheck(error, signal);
    runtime.log.error("hook could not check", { error });
    return { judgement, configuration };
  }
}

async function judgeRelease<E extends HookEvent>(
  { lifecycleEvent, checks }: Question<E>,
  { summary, configuration }: { readonly summary: DeploymentSummary; readonly configuration: Configuration },
  { clients, environment }: Judging,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<Judgement> {
  const deployment = await orInterrupted(
    DESCRIBE_DEPLOYMENT_AT[lifecycleEvent](clients, summary, signal),
    interruption,
  );
  const secrets = rememberSecrets({ clients, environment }, signal);
  const context = { deployment, configuration, clients, secrets, ownProbes: new OwnProbes() };
  return judgeChecks(await runChecks(checks, context, interruption, signal));
}

function couldNotCheck(error: unknown, signal: AbortSignal): Judgement {
  const late = signal.aborted ? "Time was up before anything could be checked. " : "";
  // A wrong AppSpec is a fault of the release; all else that comes before the checks is no evidence against green.
  const verdict = error instanceof WrongLifecycleEventError ? "failed" : "error";
  return { verdict, reason: `${late}${describeError(error)}`, checks: [] };
}

function rescue(deploymentId: string, why: string): Judgement {
  const reason = `Deployment ${deploymentId} is a rollback (${why}): nothing was checked, because a rescue is never blocked.`;
  return { verdict: "passed", reason, checks: [] };
}
