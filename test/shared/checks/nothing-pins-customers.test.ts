import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  type Listener as ElbListener,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { nothingPinsCustomers } from "../../../shared/checks/nothing-pins-customers.ts";
import { checkContext, listenerTo } from "../../support/probe/installed-deployment.ts";

const never = new AbortController().signal;

interface Situation {
  /** Seconds of stickiness between target groups on the production listener. */
  readonly stickySeconds?: number;
  /** The attributes of blue's target group; green's has none. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Other listeners of the load balancer by their ports: where their default action forwards to. */
  readonly others?: Readonly<Record<number, Readonly<Record<string, number>>>>;
  /** A rule of every other listener. */
  readonly rule?: Readonly<Record<string, number>>;
}

function forward(weights: Readonly<Record<string, number>>) {
  const TargetGroups = Object.entries(weights).map(([name, Weight]) => ({ TargetGroupArn: `arn:${name}`, Weight }));
  return [{ Type: "forward" as const, ForwardConfig: { TargetGroups } }];
}

function run({ stickySeconds, attributes = {}, others = {}, rule }: Situation) {
  const forwards = [{ targetGroupArn: "arn:blue-group", weight: 1 }];
  const route = { name: "default action", forwards, ...(stickySeconds !== undefined && { stickySeconds }) };
  const { aws, ...context } = checkContext({ productionListener: listenerTo({}, { routes: [route] }) });
  const listeners: ElbListener[] = Object.entries(others).map(([port, weights]) => ({
    ListenerArn: `arn:other/${port}`,
    Protocol: "HTTP",
    Port: Number(port),
    DefaultActions: Object.keys(weights).length === 0 ? [{ Type: "redirect" }] : forward(weights),
  }));
  const own = ["arn:listener", "arn:test"].map((ListenerArn) => ({ ListenerArn, Protocol: "HTTP" as const, Port: 80 }));
  const pages = [own, listeners];
  const Rules: Rule[] = rule ? [{ Priority: "7", Actions: forward(rule) }] : [];
  aws.loadBalancing
    .on(DescribeListenersCommand)
    .callsFake(async ({ Marker }: { Marker?: string }) => {
      return Marker === undefined ? { Listeners: pages[0], NextMarker: "more" } : { Listeners: pages[1] };
    })
    .on(DescribeRulesCommand)
    .resolves({ Rules })
    .on(DescribeTargetGroupAttributesCommand)
    .callsFake(async ({ TargetGroupArn }: { TargetGroupArn: string }) => {
      const of = TargetGroupArn === "arn:blue-group" ? attributes : { "stickiness.enabled": "false" };
      return { Attributes: Object.entries(of).map(([Key, Value]) => ({ Key, Value })) };
    });
  return nothingPinsCustomers.run(context, never);
}

interface Case {
  readonly situation: Situation;
  readonly verdict: "passed" | "failed";
  readonly says: string | RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  "no other listener and no cookie": {
    situation: {},
    verdict: "passed",
    says: /^No cookie keeps customers at blue\. The load balancer has no other listener\.$/,
  },
  "other listeners that redirect or serve others": {
    situation: { others: { 8080: {}, 9090: { "other-group": 1, "blue-group": 0 } }, rule: { "other-group": 1 } },
    verdict: "passed",
    says: /No other listener of the load balancer \(8080, 9090\) forwards to either target group\.$/,
  },
  "stickiness between target groups on the production listener": {
    situation: { stickySeconds: 3600 },
    verdict: "passed",
    says: /^The load balancer has no other listener\. Warning \(readiness\.stickiness\): The production listener \(HTTP 80\), default action: expected no stickiness between target groups, observed one of 3600 s\./,
  },
  "stickiness of a target group by the load balancer's cookie": {
    situation: {
      attributes: {
        "stickiness.enabled": "true",
        "stickiness.type": "lb_cookie",
        "stickiness.lb_cookie.duration_seconds": "86400",
      },
    },
    verdict: "passed",
    says: "Warning (readiness.stickiness): Target group blue-group: expected no stickiness, observed lb_cookie of 86400 s.",
  },
  "stickiness of a target group that has no time": {
    situation: { attributes: { "stickiness.enabled": "true", "stickiness.type": "source_ip" } },
    verdict: "passed",
    says: "observed source_ip. Customers",
  },
  "another listener that forwards to blue": {
    situation: { others: { 8080: { "blue-group": 1 } } },
    verdict: "failed",
    says: "Listener HTTP 8080 (arn:other/8080), default action: expected only the production and the test listener to forward to this service, observed that it forwards to blue-group.",
  },
  "a rule of another listener that forwards to green": {
    situation: { others: { 8080: {} }, rule: { "green-group": 5, "other-group": 1 } },
    verdict: "failed",
    says: "rule 7: expected only the production and the test listener to forward to this service, observed that it forwards to green-group.",
  },
};

test.for(Object.entries(cases))("with %s", async ([, { situation, verdict, says }]) => {
  const result = await run(situation);
  expect(result.reason).toMatch(says);
  expect(result.verdict).toBe(verdict);
});
