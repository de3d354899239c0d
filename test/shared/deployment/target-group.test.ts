import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { getTargetGroups, getTargetHealth } from "../../../shared/deployment/target-group.ts";
import { ARNS, targetGroup } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

test("a target group says what it calls healthy", async () => {
  const { clients, loadBalancing } = mockAws();
  loadBalancing.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [targetGroup(ARNS.greenGroup)] });
  const groups = await getTargetGroups(clients, [ARNS.greenGroup], running);
  expect(groups.get(ARNS.greenGroup)).toEqual({
    arn: ARNS.greenGroup,
    name: "a",
    healthCheck: {
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      port: "traffic-port",
      path: "/health",
      codes: "200",
      timeoutSeconds: 5,
    },
  });
});

test("a target group that is not answered is an error that names it", async () => {
  const { clients, loadBalancing } = mockAws();
  loadBalancing.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [targetGroup(ARNS.greenGroup)] });
  const asked = getTargetGroups(clients, [ARNS.greenGroup, ARNS.blueGroup], running);
  await expect(asked).rejects.toThrow(`DescribeTargetGroups does not know ${ARNS.blueGroup}`);
});

test("every member that a target group lacks is named at once", async () => {
  const { clients, loadBalancing } = mockAws();
  loadBalancing.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ TargetGroupArn: ARNS.greenGroup }] });
  await expect(getTargetGroups(clients, [ARNS.greenGroup], running)).rejects.toThrow(
    "answered without name, protocol, port",
  );
});

test("the health of every target comes with its reason", async () => {
  const { clients, loadBalancing } = mockAws();
  const Target = { Id: "10.0.0.7", Port: 8080, AvailabilityZone: "eu-central-1a" };
  const TargetHealth = {
    State: "unhealthy",
    Reason: "Target.ResponseCodeMismatch",
    Description: "codes: [500]",
  } as const;
  loadBalancing.on(DescribeTargetHealthCommand).resolves({ TargetHealthDescriptions: [{ Target, TargetHealth }] });
  expect(await getTargetHealth(clients, ARNS.greenGroup, running)).toEqual([
    {
      id: "10.0.0.7",
      port: 8080,
      availabilityZone: "eu-central-1a",
      state: "unhealthy",
      reason: "Target.ResponseCodeMismatch",
      description: "codes: [500]",
    },
  ]);
});

test("a target without a state is an error, not a healthy one", async () => {
  const { clients, loadBalancing } = mockAws();
  loadBalancing
    .on(DescribeTargetHealthCommand)
    .resolves({ TargetHealthDescriptions: [{ Target: { Id: "10.0.0.7", Port: 8080 } }] });
  await expect(getTargetHealth(clients, ARNS.greenGroup, running)).rejects.toThrow("answered without state");
});
