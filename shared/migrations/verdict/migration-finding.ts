/** What can be found of migrations, and of what they do to blue. */
export const STANDINGS = [
  "applied",
  "pending",
  "failed",
  "running",
  "locked",
  "checksum-differs",
  "unknown",
  "ahead",
  "never-applied",
  "out-of-order",
  "table-missing",
  "compatible",
  "breaks-blue",
  "may-break-blue",
  "unknown-compatibility",
  "blue-unknown",
  "no-manifest",
  "not-told",
] as const;

export type Standing = (typeof STANDINGS)[number];

/** One thing that was found, with what it means for the deployment. */
export interface MigrationFinding {
  readonly standing: Standing;
  /** `wait`: it may be over soon; where it is not, it fails. `unclear`: nobody could tell. */
  readonly effect: "none" | "warn" | "wait" | "fail" | "unclear";
  /** The migrations it is about. */
  readonly ids: readonly string[];
  /** Expected, observed, where, what to do. */
  readonly sentence: string;
}
