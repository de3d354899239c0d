import type { Tool } from "../tool.ts";

/** An end of a command. Every member that is given must hold. */
export interface EndRule {
  readonly exitCodes: readonly number[] | "not 0";
  /** The log has it. */
  readonly pattern?: RegExp;
  /** The log does not have it. */
  readonly without?: RegExp;
}

/** The same, for what may be told by its log alone. One of its members is given, at least. */
export interface SignRule {
  readonly exitCodes?: readonly number[];
  readonly pattern?: RegExp;
}

/** What the end of a command says of a database's migrations. The worst that fits is what counts. */
export interface TaskRules {
  /** No new release may start on that. */
  readonly failed?: SignRule;
  /** The command could not look. */
  readonly infrastructure?: SignRule;
  readonly pending: EndRule;
  readonly upToDate: EndRule;
  /**
   * Its first group is the version that the database is at, for a tool that does not say whether that is the newest: where
   * the rest says that it is up to date, that is compared with green's newest migration.
   */
  readonly version?: RegExp;
  /** What any other end means. Default: `could not tell`. */
  readonly otherwise?: "failed";
}

/** How a tool's own command is asked, in green's image, and what its end means. */
export interface TaskPreset extends TaskRules {
  readonly tool: Tool;
  /** Of the tool as its documentation installs it: another may be given in its place, and is judged by the same rules. */
  readonly command: readonly string[];
  /** What the command cannot see, or does beside looking; half a sentence each, for the documentation and the report. */
  readonly blindSpots: readonly string[];
}
