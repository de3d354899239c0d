import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { loadBalancingOperations } from "../../../rehearsal/api/load-balancing-operations.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "../aws/client-options.ts";
import { HEALTH_CHECK, LOAD_BALANCER_ARN, startLoadBalancer } from "../elb/start-load-balancer.ts";

const OTHER_BALANCER = LOAD_BALANCER_ARN.replace("/shop/", "/blog/");

/** The target group `used` is behind the production listener, `spare` behind none. */
async function startOperations() {
  const { loadBalancer } = await startLoadBalancer();
  const used = loadBalancer.createTargetGroup({ name: "used", port: 80, healthCheck: HEALTH_CHECK });
  const spare = loadBalancer.createTargetGroup({ name: "spare", port: 80, healthCheck: HEALTH_CHECK });
  const { production } = loadBalancer.listeners;
  production.setForward([{ targetGroup: used, weight: 1 }], "single");
  spare.register({ id: "127.0.3.8", port: 80, availabilityZone: "a" });
  spare.register({ id: "127.0.3.9", port: 81, availabilityZone: "b" });
  const server = await createAwsServer({
    operations: { elasticloadbalancing: loadBalancingOperations(loadBalancer) },
  });
  const client = new ElasticLoadBalancingV2Client(clientOptions(server));
  return { client, production, spare, [Symbol.asyncDispose]: () => server.close() };
}

test("what is asked for by name, by ARN or by load balancer is answered, and nothing else", async () => {
  await using it = await startOperations();
  const { client, production } = it;
  const balancers = await client.send(new DescribeLoadBalancersCommand({ Names: ["shop"] }));
  expect(balancers.LoadBalancers?.map(({ LoadBalancerArn }) => LoadBalancerArn)).toEqual([LOAD_BALANCER_ARN]);
  const groups = await client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: LOAD_BALANCER_ARN }));
  expect(groups.TargetGroups?.map(({ TargetGroupName }) => TargetGroupName)).toEqual(["used"]);
  const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn: production.arn }));
  const byArn = await client.send(new DescribeRulesCommand({ RuleArns: [Rules[0]?.RuleArn ?? ""] }));
  expect(byArn.Rules).toEqual(Rules);
});

test("a page holds as many as were asked for, and its marker leads to the next", async () => {
  await using it = await startOperations();
  const ask = { LoadBalancerArn: LOAD_BALANCER_ARN, PageSize: 1 };
  const first = await it.client.send(new DescribeListenersCommand(ask));
  const second = await it.client.send(new DescribeListenersCommand({ ...ask, Marker: first.NextMarker }));
  const ports = [first, second].flatMap(({ Listeners = [] }) => Listeners.map(({ Port }) => Port));
  expect(new Set(ports).size).toBe(2);
  expect(second.NextMarker).toBeUndefined();
});

test("the health of a target that is not registered on that port is unused", async () => {
  await using it = await startOperations();
  const Targets = [{ Id: "127.0.3.8" }, { Id: "127.0.3.9" }, { Id: "127.0.3.9", Port: 81, AvailabilityZone: "b" }];
  const command = new DescribeTargetHealthCommand({ TargetGroupArn: it.spare.arn, Targets });
  const { TargetHealthDescriptions } = await it.client.send(command);
  expect(TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.Reason)).toEqual([
    "Target.NotInUse",
    "Target.NotRegistered",
    "Target.NotInUse",
  ]);
});

test("filters that are unknown or exclude each other are the errors that AWS has for them", async () => {
  await using it = await startOperations();
  const { client, spare, production } = it;
  const refused: [Promise<unknown>, string][] = [
    [client.send(new DescribeLoadBalancersCommand({ Names: ["blog"] })), "LoadBalancerNotFoundException"],
    [client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: ["blog"] })), "ValidationError"],
    [client.send(new DescribeListenersCommand({ LoadBalancerArn: OTHER_BALANCER })), "LoadBalancerNotFoundException"],
    [
      client.send(new DescribeListenersCommand({ LoadBalancerArn: LOAD_BALANCER_ARN, ListenerArns: [production.arn] })),
      "ValidationError",
    ],
    [client.send(new DescribeListenersCommand({})), "ValidationError"],
    [client.send(new DescribeRulesCommand({})), "ValidationError"],
    [
      client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: OTHER_BALANCER })),
      "LoadBalancerNotFoundException",
    ],
    [client.send(new DescribeTargetGroupsCommand({ Names: ["nope"] })), "TargetGroupNotFoundException"],
    [client.send(new DescribeTargetGroupsCommand({ Marker: "x" })), "ValidationError"],
    [client.send(new DescribeTargetHealthCommand({ TargetGroupArn: spare.arn, Include: ["All"] })), "ValidationError"],
  ];
  await Promise.all(refused.map(([sent, name]) => expect(sent).rejects.toMatchObject({ name })));
});

test("the attributes of a target group are as AWS writes them, all of them texts", async () => {
  await using it = await startOperations();
  const ask = (TargetGroupArn: string) => it.client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
  const { Attributes = [] } = await ask(it.spare.arn);
  expect(Object.fromEntries(Attributes.map(({ Key = "", Value }) => [Key, Value]))).toMatchObject({
    "deregistration_delay.timeout_seconds": "30",
    "stickiness.enabled": "false",
    "stickiness.type": "lb_cookie",
  });
  await expect(ask(it.spare.arn.replace("spare", "gone"))).rejects.toMatchObject({
    name: "TargetGroupNotFoundException",
  });
});
