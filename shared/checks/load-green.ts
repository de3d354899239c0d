import { planForLoad } from "../configuration/plan-for.ts";
import type { Configuration } from "../configuration/schema.ts";
import type { TestableDeployment } from "../deployment/deployment.ts";
import type { CheckResult } from "./check.ts";
import { healthProbe, pageProbes } from "./health-probe.ts";
import { askedBy } from "./question.ts";
import { warmByLoad } from "./warm-by-load.ts";

/** Sends the load that `load` describes to green, through the test listener. */
export function loadGreen(
  { green, testListener }: Pick<TestableDeployment, "green" | "testListener">,
  configuration: Configuration,
  load: NonNullable<Configuration["warmUpLoad"]>,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { protocol, address, port } = testListener;
  const through = { kind: "listener", protocol } as const;
  const questions = load.paths
    ? pageProbes(green, configuration, load.paths, through)
    : [healthProbe(green, configuration, through)];
  const label = `the test listener (${address}:${port})`;
  const assignments = questions.map((question, number) => ({
    member: `${label}, request ${number + 1}`,
    probe: question.probe,
    target: askedBy(question, { address, port, label }),
  }));
  return warmByLoad("green through the test listener", assignments, planForLoad(configuration, load), signal);
}
