import type { AwsClients } from "../deployment/aws-clients.ts";
import type { Deployment } from "../deployment/deployment.ts";
import type { WorstSample } from "../checks/check.ts";
import type { Evidence } from "../record/evidence.ts";

/** What evidence is gathered from. */
export interface EvidenceSource<D extends Deployment> {
  readonly deployment: D;
  readonly clients: AwsClients;
  /** What the checks that did not pass handed up. */
  readonly worst: readonly { readonly check: string; readonly samples: readonly WorstSample[] }[];
  /** Values that no text may show. */
  readonly secrets: readonly string[];
}

/** Never rejects: what it could not find out is among the gaps. It ends soon after `signal` is aborted, with what it has. */
export type GatherEvidence<D extends Deployment> = (
  source: EvidenceSource<D>,
  signal: AbortSignal,
) => Promise<Evidence>;
