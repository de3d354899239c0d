import type { Configuration } from "../configuration/schema.ts";
import type { AwsClients } from "../deployment/aws-clients.ts";
import type { Deployment } from "../deployment/deployment.ts";
import type { SecretSource } from "../probe/flow/secret-reader.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { OwnProbes } from "./own-probes.ts";

/** What a check may use. `D` is the deployment as it can be known at the check's lifecycle event. */
export interface CheckContext<D extends Deployment> {
  readonly deployment: D;
  readonly configuration: Configuration;
  readonly clients: AwsClients;
  /** Where flows read their secrets. */
  readonly secrets: SecretSource;
  /** What the checks of this hook send through the production listener. */
  readonly ownProbes: OwnProbes;
}

export interface CheckResult {
  readonly verdict: Verdict;
  /** A sentence a person can act on: expected, observed, where, how many of how many, what to do. */
  readonly reason: string;
  /** There was nothing to look at: such a pass is none by itself. */
  readonly notApplicable?: true;
  /** The command that repeats the request which failed, from a machine that reaches the target. */
  readonly repeat?: string;
  /** The worst that it saw, the worst first, for whoever looks into a failure: a rollback takes what answered so away. */
  readonly worst?: readonly WorstSample[];
}

/** One answer, or one minute's count, that is worth showing. */
export interface WorstSample {
  /** Printable, without secrets, and not long. */
  readonly text: string;
  /** Where one address answered so: a green task's, or a listener's. */
  readonly address?: string;
}

/**
 * One question about a deployment. It may throw: the frame makes an `error` of it. When its signal is aborted it should
 * return what it has seen so far; the frame waits for it only a moment.
 */
export interface Check<D extends Deployment> {
  /** In kebab-case, unique among the checks of a hook. */
  readonly name: string;
  readonly run: (context: CheckContext<D>, signal: AbortSignal) => Promise<CheckResult>;
}
