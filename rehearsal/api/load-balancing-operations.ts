import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import type { Listener } from "../elb/listener.ts";
import type { LoadBalancer } from "../elb/load-balancer.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import { describeTargetHealth } from "./describe-target-health.ts";
import {
  describeAttributes,
  describeBalancer,
  describeGroup,
  describeListener,
  describeRules,
  nameOf,
} from "./load-balancing-descriptions.ts";
import { takePage } from "./take-page.ts";

/** Elastic Load Balancing's operations on the rehearsal's one load balancer. */
export function loadBalancingOperations(
  balancer: LoadBalancer<"production" | "test">,
): ServiceOperations<"elasticloadbalancing"> {
  const listeners = Object.values(balancer.listeners);
  const assertBalancer = (arn: string): void => {
    assertArn(arn, "loadbalancer", "load balancer");
    if (arn !== balancer.arn) throw new AwsError("LoadBalancerNotFound", "One or more load balancers not found");
  };
  const findListener = (arn: string): Listener => {
    assertArn(arn, "listener", "listener");
    const found = listeners.find((listener) => listener.arn === arn);
    if (!found) throw new AwsError("ListenerNotFound", "One or more listeners not found");
    return found;
  };
  const findGroup = (wanted: (group: TargetGroup) => boolean): TargetGroup => {
    const found = balancer.targetGroups().find(wanted);
    if (!found) throw new AwsError("TargetGroupNotFound", "One or more target groups not found");
    return found;
  };
  const findGroupByArn = (wanted: string): TargetGroup => {
    assertArn(wanted, "targetgroup", "target group");
    return findGroup(({ arn }) => arn === wanted);
  };
  const findRule = (wanted: string) => {
    assertArn(wanted, "listener-rule", "listener rule");
    const found = listeners.flatMap(describeRules).find(({ RuleArn }) => RuleArn === wanted);
    if (!found) throw new AwsError("RuleNotFound", "One or more rules not found");
    return found;
  };
  return {
    DescribeLoadBalancers: (input) => {
      const { LoadBalancerArns, Names } = input;
      assertAtMostOne({ LoadBalancerArns, Names });
      LoadBalancerArns?.forEach(assertBalancer);
      if (Names?.some((name) => name !== nameOf(balancer.arn)))
        throw new AwsError("LoadBalancerNotFound", "One or more load balancers not found");
      const { items, next } = pageOf([describeBalancer(balancer)], "DescribeLoadBalancers", input);
      return { LoadBalancers: items, NextMarker: next };
    },
    DescribeListeners: (input) => {
      const { ListenerArns, LoadBalancerArn } = input;
      assertAtMostOne({ ListenerArns, LoadBalancerArn });
      if (!ListenerArns && LoadBalancerArn === undefined)
        throw new AwsError("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
      if (LoadBalancerArn !== undefined) assertBalancer(LoadBalancerArn);
      const wanted = ListenerArns ? unique(ListenerArns.map(findListener)) : listeners;
      const { items, next } = pageOf(wanted, "DescribeListeners", input);
      return { Listeners: items.map((listener) => describeListener(listener, balancer)), NextMarker: next };
    },
    DescribeRules: (input) => {
      const { ListenerArn, RuleArns } = input;
      assertAtMostOne({ ListenerArn, RuleArns });
      if (!RuleArns && ListenerArn === undefined)
        throw new AwsError("ValidationError", "You must specify either listener rule ARNs or a listener ARN");
      const ofListener = ListenerArn === undefined ? [] : describeRules(findListener(ListenerArn));
      const { items, next } = pageOf(RuleArns ? unique(RuleArns).map(findRule) : ofListener, "DescribeRules", input);
      return { Rules: items, NextMarker: next };
    },
    DescribeTargetGroups: (input) => {
      const { LoadBalancerArn, TargetGroupArns, Names } = input;
      assertAtMostOne({ LoadBalancerArn, TargetGroupArns, Names });
      if (LoadBalancerArn !== undefined) assertBalancer(LoadBalancerArn);
      const named = TargetGroupArns?.map(findGroupByArn) ?? Names?.map((name) => findGroup((it) => it.name === name));
      const wanted = named ?? balancer.targetGroups().filter(({ inUse }) => LoadBalancerArn === undefined || inUse);
      const { items, next } = pageOf(unique(wanted), "DescribeTargetGroups", input);
      return { TargetGroups: items.map((group) => describeGroup(group, balancer)), NextMarker: next };
    },
    DescribeTargetGroupAttributes: ({ TargetGroupArn }) => {
      return { Attributes: describeAttributes(findGroupByArn(TargetGroupArn)) };
    },
    DescribeTargetHealth: ({ TargetGroupArn, Targets }) => ({
      TargetHealthDescriptions: describeTargetHealth(findGroupByArn(TargetGroupArn), Targets),
    }),
  };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** As AWS says it of what cannot be the ARN of such a thing. */
function assertArn(arn: string, type: string, what: string): void {
  if (new RegExp(`^arn:[^:]+:elasticloadbalancing:[^:]*:\\d*:${type}/.`).test(arn)) return;
  throw new AwsError("ValidationError", `'${arn}' is not a valid ${what} ARN`);
}

/** These filters exclude each other. */
function assertAtMostOne(filters: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(filters).filter((name) => filters[name] !== undefined);
  if (given.length > 1) throw new AwsError("ValidationError", `${given.join(" and ")} cannot be specified together`);
}

interface Paged {
  readonly Marker?: string | undefined;
  readonly PageSize?: number | undefined;
}

/** Without a page size, AWS gives as many as the longest page holds. */
function pageOf<Item>(items: readonly Item[], operation: string, { Marker, PageSize = 400, ...filters }: Paged) {
  const page = takePage(items, {
    size: PageSize,
    token: Marker,
    query: { operation, ...filters },
    invalidToken: () => new AwsError("ValidationError", "The specified marker is not valid"),
  });
  return { items: [...page.items], next: page.next };
}
