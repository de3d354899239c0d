/**
 * `ambiguous`: several schemas have such a table; `another-tool`: its columns are not the tool's; `unreadable`: it holds
 * what the tool does not write; `too-large`: it holds more than is read; `view`: it is none, but shows another.
 */
export type HistoryTableFault = "ambiguous" | "another-tool" | "unreadable" | "too-large" | "view";

/** A table that the history cannot be read from: its name, what was expected of it and what is there. */
export class HistoryTableError extends Error {
  override readonly name = "HistoryTableError";
  readonly fault: HistoryTableFault;

  constructor(fault: HistoryTableFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
