#!/usr/bin/env node
import { Console } from "node:console";
import { EXIT } from "./exit-code.ts";
import { runCommand } from "./run-command.ts";

/** What was asked for is not yet told: whatever ends the process before is no answer. */
let ending: number | undefined;
const UNTOLD = process.argv[2] === "migrations" ? EXIT.couldNotTell : EXIT.failed;
process.on("exit", () => (process.exitCode = ending ?? UNTOLD));

// Standard output is for what was asked for; a configuration that is loaded may print what it likes.
globalThis.console = new Console(process.stderr, process.stderr);

const INTERRUPTED = 130;
/** What does not stop by itself is not waited for. */
const PATIENCE_MS = 1_000;
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(name, () => {
    interrupted.abort(new Error(`interrupted by ${name}`));
    setTimeout(() => end(INTERRUPTED), PATIENCE_MS).unref();
  });
}

function end(exitCode: number): void {
  ending = exitCode;
  process.exit();
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read what is printed may have read enough; what was found is still told by the exit code.
  if (error.code === "EPIPE") return;
  process.stderr.write(`hooks: what was found cannot be printed: ${error.message}\n`);
  end(UNTOLD);
});

const exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  say: (text) => process.stderr.write(`${text}\n`),
  signal: interrupted.signal,
});
ending = interrupted.signal.aborted ? INTERRUPTED : exitCode;
