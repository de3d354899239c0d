/** What is done about what is found, where more than one answer may be right. */
export interface MigrationPolicies {
  /** `allow-if-expand`: green may start before those of its migrations that break nothing of blue's are applied. */
  readonly pending: "fail" | "allow-if-expand" | "allow";
  /** The database has migrations of a later release than green: a rollback finds it so. */
  readonly ahead: "warn" | "fail";
  /** A migration that green does not know, between those that it knows. */
  readonly unknown: "fail" | "warn";
  /** A migration that was edited after it was applied. */
  readonly checksum: "fail" | "warn";
  /** A pending migration before an applied one. */
  readonly outOfOrder: "fail" | "warn";
  /** A migration that breaks blue. */
  readonly contract: "fail" | "warn";
  /** A migration of which nobody can say whether it breaks blue. */
  readonly unknownCompatibility: "fail" | "warn";
  /** Blue's task definition carries no manifest: what green adds to it cannot be told. */
  readonly blueWithoutManifest: "fail" | "warn";
}

export const DEFAULT_POLICIES: MigrationPolicies = {
  pending: "fail",
  ahead: "warn",
  unknown: "fail",
  checksum: "fail",
  outOfOrder: "fail",
  contract: "fail",
  unknownCompatibility: "warn",
  blueWithoutManifest: "warn",
};
