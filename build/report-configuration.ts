import { designCheck } from "../shared/checks/check-design.ts";
import { refuseBake } from "../shared/checks/watch/refuse-bake.ts";
import { refuseComparison } from "../shared/checks/comparison/refuse-comparison.ts";
import { settingOf } from "../shared/configuration/checks-schema.ts";
import { loadConfiguration } from "../shared/configuration/load-configuration.ts";
import { migrationProblems } from "../shared/configuration/parse-migrations.ts";
import { PLANNED_CHECKS, planFor, planForLoad } from "../shared/configuration/plan-for.ts";
import type { Configuration } from "../shared/configuration/schema.ts";
import { describeError } from "../shared/hook/describe-error.ts";

/** What the process that loaded a configuration has to say of it. */
export type ConfigurationReport = { readonly problem: string } | { readonly saysMigrations: boolean };

/** Whatever the module has left running must not keep the process: it has said what it is for. */
function report(message: ConfigurationReport): void {
  process.send?.(message, undefined, undefined, () => process.exit());
}

/** Plans that could not even pass a single task without an error: said before a deployment fails for it. */
function undecidable(configuration: Configuration): ConfigurationReport | undefined {
  const problems = PLANNED_CHECKS.flatMap((check) => {
    const design = designCheck(planFor(configuration, check), 1);
    return "problem" in design ? [`plans["${check}"] (else probing and risk): ${design.problem}`] : [];
  });
  const { warmUpLoad } = configuration;
  const load = warmUpLoad && designCheck(planForLoad(configuration, warmUpLoad), warmUpLoad.paths?.length ?? 1);
  if (load && "problem" in load) problems.push(`warmUpLoad: ${load.problem}`);
  const comparison = refuseComparison(configuration);
  if (comparison !== undefined) problems.push(`comparison: ${comparison}`);
  const bake = refuseBake(configuration, (check) => settingOf(configuration.checks, check).mode === "off");
  if (bake !== undefined) problems.push(`bake: ${bake}`);
  return problems.length === 0 ? undefined : { problem: `hooks.config.ts cannot decide: ${problems.join("; ")}` };
}

process.on("uncaughtException", (error) => {
  report({ problem: `hooks.config.ts crashed when it was loaded: ${describeError(error)}` });
});

// As the functions load it, and bundled as they are, where no `await` can stand at the top.
void loadConfiguration(() => import("../hooks.config.ts"), migrationProblems).then(
  // What the module let go of and is rejected has come up by then: it would crash a function that runs its checks.
  (configuration) =>
    setImmediate(() =>
      report(undecidable(configuration) ?? { saysMigrations: configuration.migrations !== undefined }),
    ),
  (error: unknown) => report({ problem: describeError(error) }),
);
