import { loadConfiguration } from "../shared/configuration/load-configuration.ts";
import { describeError } from "../shared/hook/describe-error.ts";

/** What the process that loaded a configuration has to say of it. */
export type ConfigurationReport = { readonly problem: string } | { readonly saysMigrations: boolean };

/** Whatever the module has left running must not keep the process: it has said what it is for. */
function report(message: ConfigurationReport): void {
  process.send?.(message, undefined, undefined, () => process.exit());
}

process.on("uncaughtException", (error) => {
  report({ problem: `hooks.config.ts crashed when it was loaded: ${describeError(error)}` });
});

// As the functions load it, and bundled as they are, where no `await` can stand at the top.
void loadConfiguration(() => import("../hooks.config.ts")).then(
  // What the module let go of and is rejected has come up by then: it would crash a function that runs its checks.
  ({ migrations }) => setImmediate(() => report({ saysMigrations: migrations !== undefined })),
  (error: unknown) => report({ problem: describeError(error) }),
);
