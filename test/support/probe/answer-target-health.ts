import {
  DescribeTargetHealthCommand,
  type TargetHealthReasonEnum,
  type TargetHealthStateEnum,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { MockAws } from "../mock-aws.ts";

/** `["10.0.1.7:8080", "unhealthy", "Target.Timeout"]` */
export type DescribedTarget = readonly [where: string, state: TargetHealthStateEnum, reason?: TargetHealthReasonEnum];

/** Answers each look at the health of any target group with the next of `looks`, and then with the last for ever. */
export function answerTargetHealth(
  { loadBalancing }: MockAws,
  ...looks: readonly (readonly DescribedTarget[])[]
): void {
  let calls = 0;
  loadBalancing.on(DescribeTargetHealthCommand).callsFake(async () => {
    const look = looks[Math.min(calls, looks.length - 1)] ?? [];
    calls += 1;
    return {
      TargetHealthDescriptions: look.map(([where, state, reason]) => {
        const [Id, port] = where.split(":");
        const Description = reason === "Target.Timeout" ? "Request timed out" : undefined;
        return { Target: { Id, Port: Number(port) }, TargetHealth: { State: state, Reason: reason, Description } };
      }),
    };
  });
}
