import type { CheckContext } from "../checks/check.ts";
import { OwnProbes } from "../checks/own-probes.ts";
import { loadConfiguration, type LoadModule } from "../configuration/load-configuration.ts";
import { redactConfiguration } from "../configuration/redact-configuration.ts";
import type { Configuration } from "../configuration/schema.ts";
import type { DeploymentAt } from "../deployment/deployment.ts";
import { DESCRIBE_DEPLOYMENT_AT } from "../deployment/describe-deployment.ts";
import type { KnownBlue } from "../deployment/known-blue.ts";
import { DeploymentEndedError, WrongLifecycleEventError } from "../deployment/errors.ts";
import { getDeployment, type DeploymentSummary } from "../deployment/get-deployment.ts";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { rememberSecrets } from "../deployment/remember-secrets.ts";
import type { GatherEvidence } from "../evidence/evidence-source.ts";
import type { Evidence } from "../record/evidence.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { CheckReport } from "./check-report.ts";
import { describeError } from "./describe-error.ts";
import { orInterrupted, type Interruption } from "./interruption.ts";
import type { Judgement } from "./judgement.ts";
import type { HookRuntime } from "./runtime.ts";

/** What earlier invocations of the same hook found out. */
export interface Earlier {
  readonly blue: KnownBlue;
  readonly decided: readonly CheckReport[];
}

interface Question<E extends HookEvent> {
  readonly lifecycleEvent: E;
  readonly deploymentId: string;
  readonly loadModule: LoadModule;
  /** Undefined in the first. */
  readonly earlier?: Earlier | undefined;
  /** Looked at before anything else of a release; what it throws is the judgement. */
  readonly admit?: (summary: DeploymentSummary) => void;
  /** Undefined where another invocation has taken over. */
  readonly judge: (context: CheckContext<DeploymentAt[E]>) => Promise<Judgement | undefined>;
  readonly evidence?: GatherEvidence<DeploymentAt[E]> | undefined;
}

/** What judging uses of the world outside. */
export type Judging = Pick<HookRuntime, "clients" | "log" | "environment">;

/** What there is to report, and by which rules. */
export interface Answer {
  readonly judgement: Judgement;
  /** Undefined where it could not be read, or was not needed. */
  readonly configuration: Configuration | undefined;
  /** When the first invocation began, in milliseconds since 1970, where this is not the first. */
  readonly beganAt?: number;
  /** Gathers what a rollback would destroy, where there is something to gather. */
  readonly gather?: (signal: AbortSignal) => Promise<Evidence>;
}

/**
 * Knows a rescue from a release, and has a release judged. Never rejects.
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
): Promise<Answer | undefined> {
  const [asked] = await Promise.allSettled([getDeployment(runtime.clients, question.deploymentId, signal)]);
  if (asked.status === "fulfilled" && asked.value.rollback !== undefined) {
    return { judgement: rescue(asked.value.id, asked.value.rollback), configuration: undefined };
  }
  const [loaded] = await Promise.allSettled([orInterrupted(loadConfiguration(question.loadModule), interruption)]);
  const configuration = loaded.status === "fulfilled" ? loaded.value : undefined;
  try {
    if (asked.status === "rejected") throw asked.reason;
    if (loaded.status === "rejected") throw loaded.reason;
    question.admit?.(asked.value);
    runtime.log.info("configuration in force", { configuration: redactConfiguration(loaded.value) });
    const judged = await judgeRelease(
      question,
      { summary: asked.value, configuration: loaded.value },
      runtime,
      interruption,
      signal,
    );
    return judged && { ...judged, configuration };
  } catch (error) {
    const judgement = couldNotCheck(error, signal, question.earlier);
    runtime.log.error("hook could not check", { error });
    return { judgement, configuration };
  }
}

async function judgeRelease<E extends HookEvent>(
  { lifecycleEvent, judge, evidence, earlier }: Question<E>,
  { summary, configuration }: { readonly summary: DeploymentSummary; readonly configuration: Configuration },
  { clients, environment }: Judging,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<Pick<Answer, "judgement" | "gather"> | undefined> {
  const deployment = await orInterrupted(
    DESCRIBE_DEPLOYMENT_AT[lifecycleEvent](clients, { ...summary, ...(earlier && { blue: earlier.blue }) }, signal),
    interruption,
  );
  const known: string[] = [];
  const secrets = rememberSecrets({ clients, environment }, signal, (value) => known.push(value));
  const judgement = await judge({ deployment, configuration, clients, secrets, ownProbes: new OwnProbes() });
  if (!judgement || !evidence) return judgement && { judgement };
  const worst = judgement.checks.flatMap(({ name, worst: samples }) => (samples ? [{ check: name, samples }] : []));
  return { judgement, gather: (late) => evidence({ deployment, clients, worst, secrets: known }, late) };
}

/** What was decided before stays in the record, though it does not decide. */
function couldNotCheck(error: unknown, signal: AbortSignal, earlier: Earlier | undefined): Judgement {
  const late = signal.aborted ? "Time was up before anything could be checked. " : "";
  return { verdict: verdictOn(error), reason: `${late}${describeError(error)}`, checks: earlier?.decided ?? [] };
}

/** A wrong AppSpec is a fault of the release; all else that comes before the checks is no evidence against green. */
function verdictOn(error: unknown): Verdict {
  if (error instanceof WrongLifecycleEventError) return "failed";
  return error instanceof DeploymentEndedError ? "inconclusive" : "error";
}

function rescue(deploymentId: string, why: string): Judgement {
  const reason = `Deployment ${deploymentId} is a rollback (${why}): nothing was checked, because a rescue is never blocked.`;
  return { verdict: "passed", reason, checks: [] };
}
