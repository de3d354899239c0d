import type { OperationOutput } from "../aws/operations.ts";
import type { ForwardShape, WeightedTargetGroup } from "../elb/forward-action.ts";
import type { Listener } from "../elb/listener.ts";
import type { LoadBalancer } from "../elb/load-balancer.ts";
import type { Stickiness } from "../elb/stickiness.ts";
import type { TargetGroup } from "../elb/target-group.ts";

type Rule = NonNullable<OperationOutput<"elasticloadbalancing", "DescribeRules">["Rules"]>[number];
type Action = NonNullable<Rule["Actions"]>[number];

/** Both shapes of a forward action: a single target group is named twice over, several only by ForwardConfig. */
function describeAction(
  groups: readonly WeightedTargetGroup[],
  shape: ForwardShape,
  stickiness: Stickiness | undefined,
): Action {
  const [first] = groups;
  return {
    Type: "forward",
    ...(shape === "single" && first && { TargetGroupArn: first.targetGroup.arn }),
    ForwardConfig: {
      TargetGroups: groups.map(({ targetGroup, weight }) => ({ TargetGroupArn: targetGroup.arn, Weight: weight })),
      TargetGroupStickinessConfig: {
        Enabled: stickiness !== undefined,
        ...(stickiness && { DurationSeconds: stickiness.durationSeconds }),
      },
    },
  };
}

/** As DescribeListeners answers. */
export function describeListener(listener: Listener, { arn }: LoadBalancer<"production" | "test">) {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: arn,
    Port: listener.port,
    Protocol: "HTTP" as const,
    DefaultActions: [describeAction(listener.forward(), listener.shape, listener.stickiness)],
  };
}

/** As DescribeRules answers for a listener: its rules in their order, the default action last. */
export function describeRules(listener: Listener): Rule[] {
  return [
    ...listener.rules().map(({ arn, priority, pathPattern, action }) => ({
      RuleArn: arn,
      Priority: String(priority),
      Conditions: [{ Field: "path-pattern", Values: [pathPattern], PathPatternConfig: { Values: [pathPattern] } }],
      Actions: [describeAction(action.groups, action.shape, action.stickiness)],
      IsDefault: false,
    })),
    {
      RuleArn: `${listener.arn.replace(":listener/", ":listener-rule/")}/default`,
      Priority: "default",
      Conditions: [],
      Actions: [describeAction(listener.forward(), listener.shape, listener.stickiness)],
      IsDefault: true,
    },
  ];
}

type TargetGroupAnswer = NonNullable<
  OperationOutput<"elasticloadbalancing", "DescribeTargetGroups">["TargetGroups"]
>[number];

/** As DescribeTargetGroups answers. */
export function describeGroup(group: TargetGroup, { arn }: LoadBalancer<"production" | "test">): TargetGroupAnswer {
  const { healthCheck } = group;
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    ProtocolVersion: "HTTP1",
    Port: group.port,
    VpcId: "vpc-0a1b2c3d",
    TargetType: "ip",
    LoadBalancerArns: group.inUse ? [arn] : [],
    HealthCheckEnabled: true,
    HealthCheckProtocol: healthCheck.protocol,
    HealthCheckPort: healthCheck.port,
    HealthCheckPath: healthCheck.path,
    HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
    HealthCheckTimeoutSeconds: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
    Matcher: { HttpCode: healthCheck.matcher },
  };
}

/** As DescribeTargetGroupAttributes answers, of the attributes that have a meaning here: the proxy keeps nobody at a target. */
export function describeAttributes({ deregistrationSeconds }: TargetGroup) {
  const attributes = {
    "deregistration_delay.timeout_seconds": String(deregistrationSeconds),
    "load_balancing.algorithm.type": "round_robin",
    "stickiness.enabled": "false",
    "stickiness.type": "lb_cookie",
    "stickiness.lb_cookie.duration_seconds": "86400",
  };
  return Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
}

/** As DescribeLoadBalancers answers; its DNS name is an address here, so that it resolves without any set-up. */
export function describeBalancer({ arn, listeners }: LoadBalancer<"production" | "test">) {
  return {
    LoadBalancerArn: arn,
    LoadBalancerName: nameOf(arn),
    DNSName: listeners.production.host,
    Scheme: "internal" as const,
    Type: "application" as const,
    VpcId: "vpc-0a1b2c3d",
    State: { Code: "active" as const },
  };
}

/** The name is a part of the ARN. */
export function nameOf(loadBalancerArn: string): string {
  return loadBalancerArn.split("/")[2] ?? "";
}
