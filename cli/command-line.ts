import type { ExitCode } from "./exit-code.ts";

/** What a command has of the world outside. */
export interface CommandLine {
  /** Prints what was asked for, on standard output. */
  readonly print: (text: string) => void;
  /** Says something beside it, on standard error. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The same, for a command that says by its exit code what it found. */
export interface EndingCommandLine extends CommandLine {
  readonly end: (exitCode: ExitCode) => void;
}
