import { planForLoad } from "../configuration/plan-for.ts";
import type { Configuration } from "../configuration/schema.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Assignment } from "../probe/sampling.ts";
import type { Check, CheckResult } from "./check.ts";
import { healthProbe, pageProbes } from "./health-probe.ts";
import { askedBy } from "./question.ts";
import { warmByLoad } from "./warm-by-load.ts";

/**
 * Load on green, through the test listener, until its latency has settled: under AllAtOnce every customer meets green in the
 * same second. Green may be slow to settle; it may not fail under load. Off unless `warmUpLoad` is configured.
 */
export const greenIsWarm: Check<InstalledDeployment> = {
  name: "green-is-warm",
  run: async ({ deployment, configuration }, signal) => {
    const { warmUpLoad } = configuration;
    if (!warmUpLoad) return notApplicable("hooks.config.ts asks for no warmUpLoad");
    const { testListener, deploymentGroup } = deployment;
    if (!testListener)
      return notApplicable(`deployment group ${deploymentGroup} has no test listener to send load through`);
    const assignments = assignmentsFor({ ...deployment, testListener }, configuration, warmUpLoad.paths);
    return warmByLoad("green through the test listener", assignments, planForLoad(configuration, warmUpLoad), signal);
  },
};

function notApplicable(why: string): CheckResult {
  return { verdict: "passed", notApplicable: true, reason: `Not applicable: ${why}.` };
}

function assignmentsFor(
  {
    green,
    testListener,
  }: Pick<InstalledDeployment, "green"> & { testListener: InstalledDeployment["productionListener"] },
  configuration: Configuration,
  paths: readonly string[] | undefined,
): readonly Assignment[] {
  const through = { kind: "listener", protocol: testListener.protocol } as const;
  const questions = paths
    ? pageProbes(green, configuration, paths, through)
    : [healthProbe(green, configuration, through)];
  const { address, port } = testListener;
  const label = `the test listener (${address}:${port})`;
  return questions.map((question, number) => ({
    member: `${label}, request ${number + 1}`,
    probe: question.probe,
    target: askedBy(question, { address, port, label }),
  }));
}
