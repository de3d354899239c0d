import type { Deployment, InstalledDeployment, TestableDeployment } from "../deployment/deployment.ts";
import type { Check, CheckResult } from "./check.ts";
import { judgeTraffic } from "./traffic-routes.ts";

const BACK_TO_BLUE =
  "Put the listener wholly to blue before this deployment is repeated: customers would meet a version that nobody has judged.";
const RULES_OF_OTHERS = "Look at who else changes this listener: CodeDeploy should have shifted all of it.";

/** Before anything is installed: whatever green's target group will be, blue alone serves. */
export const productionServesBlue: Check<Deployment> = {
  name: "production-serves-blue",
  run: async ({ deployment }) => blueAlone(deployment),
};

/** After Install: green exists, and no customer meets it yet. */
export const productionStillServesBlue: Check<InstalledDeployment> = {
  name: "production-still-serves-blue",
  run: async ({ deployment }) => blueAlone(deployment, deployment.green.targetGroup),
};

/** Test traffic that blue answers would prove nothing. */
export const testServesGreen: Check<TestableDeployment> = {
  name: "test-serves-green",
  run: async ({ deployment }) => testIsGreens(deployment),
};

/** As {@link testServesGreen}, where the deployment group may have no test listener. */
export const testStillServesGreen: Check<InstalledDeployment> = {
  name: "test-still-serves-green",
  run: async ({ deployment }) => {
    const { testListener, deploymentGroup } = deployment;
    if (testListener) return testIsGreens({ ...deployment, testListener });
    const reason = `Not applicable: deployment group ${deploymentGroup} has no test listener, so that green answers through a load balancer for the first time when customers ask. Give it one.`;
    return { verdict: "passed", reason, notApplicable: true };
  },
};

/** After the shift: every customer is green's. */
export const productionServesGreen: Check<InstalledDeployment> = {
  name: "production-serves-green",
  run: async ({ deployment }) => {
    return judgeTraffic({
      listener: deployment.productionListener,
      role: "production listener",
      to: { name: "green", targetGroup: deployment.green.targetGroup },
      other: { name: "blue", targetGroup: deployment.blue.targetGroup },
      advice: RULES_OF_OTHERS,
    });
  },
};

function blueAlone(deployment: Deployment, green?: InstalledDeployment["green"]["targetGroup"]): CheckResult {
  return judgeTraffic({
    listener: deployment.productionListener,
    role: "production listener",
    to: { name: "blue", targetGroup: deployment.blue.targetGroup },
    other: { name: "green", targetGroup: green },
    advice: BACK_TO_BLUE,
  });
}

function testIsGreens(deployment: TestableDeployment): CheckResult {
  return judgeTraffic({
    listener: deployment.testListener,
    role: "test listener",
    to: { name: "green", targetGroup: deployment.green.targetGroup },
    other: { name: "blue", targetGroup: deployment.blue.targetGroup },
    advice: RULES_OF_OTHERS,
  });
}
