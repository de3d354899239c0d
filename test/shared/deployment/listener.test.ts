import type { Action } from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { forwardsOf, getListeners } from "../../../shared/deployment/listener.ts";
import { answerDeployment } from "../../support/answer-deployment.ts";
import { ARNS, listener, rule } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

function setUp() {
  const aws = mockAws();
  answerDeployment(aws, "BeforeAllowTraffic");
  return aws;
}

test.for<[string, Action[], Record<string, number>]>([
  ["one target group", [{ Type: "forward", TargetGroupArn: "blue" }], { blue: 1 }],
  ["weights alone", [weighted({ blue: 100, green: 0 })], { blue: 100, green: 0 }],
  ["both shapes at once, which say the same", [{ ...weighted({ blue: 7 }), TargetGroupArn: "blue" }], { blue: 7 }],
  [
    "a weight left out",
    [{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: "blue" }] } }],
    { blue: 1 },
  ],
  [
    "an empty list of weights",
    [{ Type: "forward", TargetGroupArn: "blue", ForwardConfig: { TargetGroups: [] } }],
    { blue: 1 },
  ],
  ["authentication first", [{ Type: "authenticate-oidc" }, weighted({ green: 1 })], { green: 1 }],
  ["a redirect", [{ Type: "redirect" }], {}],
  ["a forward to nowhere", [{ Type: "forward" }], {}],
])("an action that forwards in the shape of %s is understood", ([, actions, expected]) => {
  const found = forwardsOf(actions).map(({ targetGroupArn, weight }): [string, number] => [targetGroupArn, weight]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

function weighted(weights: Record<string, number>): Action {
  const TargetGroups = Object.entries(weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  return { Type: "forward", ForwardConfig: { TargetGroups } };
}

test("listeners come in the order asked for, whatever the order of the answer", async () => {
  const { clients, loadBalancing } = setUp();
  loadBalancing
    .on(DescribeListenersCommand)
    .resolves({ Listeners: [listener(ARNS.test, 100), listener(ARNS.production, 0)] });
  const found = await getListeners(clients, [ARNS.production, ARNS.test], running);
  expect(found).toMatchObject([
    { arn: ARNS.production, protocol: "HTTPS", port: 443, address: "shop.example.com" },
    { arn: ARNS.test, port: 8443 },
  ]);
});

test("rules are read over all pages; those that do not forward, and the default one, are left out", async () => {
  const { clients, loadBalancing } = setUp();
  const pages = [
    [rule("10", 0), { Priority: "20", IsDefault: false, Actions: [{ Type: "redirect" as const }] }],
    [rule("30", 100), { ...rule("default", 0), IsDefault: true }],
  ];
  loadBalancing.on(DescribeRulesCommand).callsFake(async ({ Marker }: { Marker?: string }) => {
    return Marker ? { Rules: pages[1] } : { Rules: pages[0], NextMarker: "more" };
  });
  const [found] = await getListeners(clients, [ARNS.production], running);
  expect(found?.routes.map(({ name }) => name)).toEqual(["default action", "rule 10", "rule 30"]);
  expect(found?.routes[2]?.forwards).toEqual([
    { targetGroupArn: ARNS.blueGroup, weight: 0 },
    { targetGroupArn: ARNS.greenGroup, weight: 100 },
  ]);
});

test("a listener that is not answered is an error, not a listener without routes", async () => {
  const { clients, loadBalancing } = setUp();
  loadBalancing.on(DescribeListenersCommand).resolves({ Listeners: [] });
  await expect(getListeners(clients, [ARNS.production], running)).rejects.toThrow(
    `DescribeListeners does not know ${ARNS.production}`,
  );
});

test("every member that a listener lacks is named at once, and so is a load balancer without an address", async () => {
  const { clients, loadBalancing } = setUp();
  loadBalancing.on(DescribeListenersCommand).resolvesOnce({ Listeners: [{ ListenerArn: ARNS.production }] });
  await expect(getListeners(clients, [ARNS.production], running)).rejects.toThrow(
    "answered without protocol, port, loadBalancerArn",
  );
  loadBalancing.on(DescribeListenersCommand).resolves({ Listeners: [listener(ARNS.production, 0)] });
  loadBalancing.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [] });
  await expect(getListeners(clients, [ARNS.production], running)).rejects.toThrow("answered without address");
});
