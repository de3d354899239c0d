import type { Incident } from "../../rehearsal/incidents/incident.ts";

export const KINDS = ["visible", "hidden", "good"] as const;

/** One version of the panel, as green. */
export interface Version {
  readonly name: string;
  /**
   * `visible`: to whoever asks / and /health of every task often enough, before any customer. `hidden`: seen only with
   * customers on it, for they ask more, or beside blue, or too rare to be told from a good version by then.
   */
  readonly kind: (typeof KINDS)[number];
  /** As `npm run rehearse --` takes them. */
  readonly args: readonly string[];
  readonly incidents?: readonly Incident[];
}
