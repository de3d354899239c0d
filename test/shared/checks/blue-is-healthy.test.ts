import { expect, test } from "vitest";
import { blueIsHealthy } from "../../../shared/checks/blue-is-healthy.ts";
import { answerTargetHealth, type DescribedTarget } from "../../support/probe/answer-target-health.ts";
import { checkContext } from "../../support/probe/installed-deployment.ts";

const [a, b] = ["10.0.0.1:80", "10.0.0.2:80"];

test.for([
  {
    targets: [
      [a, "healthy"],
      [b, "healthy"],
    ],
    verdict: "passed",
    says: "2 of 2 targets of blue's target group blue-group are healthy.",
  },
  {
    targets: [
      [a, "healthy"],
      [b, "draining"],
    ],
    verdict: "passed",
    says: "1 of 1 targets",
  },
  {
    targets: [
      [a, "healthy"],
      [b, "initial"],
    ],
    verdict: "passed",
    says: "1 of 2 targets of blue's target group blue-group are healthy, the others not judged yet: 10.0.0.2:80 initial.",
  },
  {
    targets: [
      [a, "healthy"],
      [b, "unhealthy", "Target.Timeout"],
    ],
    verdict: "failed",
    says: 'Expected every target of blue\'s target group blue-group to be healthy, observed 1 of 2: 10.0.0.2:80 unhealthy (Target.Timeout: it did not answer its health check in time). A rollback would return to these tasks: mend blue first, or set the mode of BeforeInstall to "observe" for the deployment that mends it.',
  },
  { targets: [[a, "initial"]], verdict: "failed", says: "observed 0 of 1: 10.0.0.1:80 initial." },
  { targets: [[a, "draining"]], verdict: "failed", says: "observed 0 of 0." },
  { targets: [], verdict: "failed", says: "observed 0 of 0." },
] satisfies { targets: DescribedTarget[]; verdict: string; says: string }[])(
  "blue with $targets: $verdict",
  async ({ targets, verdict, says }) => {
    const { aws, ...context } = checkContext();
    answerTargetHealth(aws, targets);
    const result = await blueIsHealthy.run(context, new AbortController().signal);
    expect(result).toEqual({ verdict, reason: expect.stringContaining(says) });
    expect(aws.loadBalancing.call(0).args[0].input).toEqual({ TargetGroupArn: "arn:blue-group" });
  },
);
