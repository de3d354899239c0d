import { AwsError } from "../aws/aws-error.ts";
import type { OperationOutput, ServiceOperations } from "../aws/operations.ts";
import type { ForwardShape, WeightedTargetGroup } from "../elb/forward-action.ts";
import type { Listener } from "../elb/listener.ts";
import type { LoadBalancer } from "../elb/load-balancer.ts";
import type { TargetGroup } from "../elb/target-group.ts";

/** Elastic Load Balancing's operations on the rehearsal's one load balancer. */
export function loadBalancingOperations(
  balancer: LoadBalancer<"production" | "test">,
): ServiceOperations<"elasticloadbalancing"> {
  const listeners = Object.values(balancer.listeners);
  const findListener = (arn: string | undefined): Listener => {
    const found = listeners.find((listener) => listener.arn === arn);
    if (!found) throw new AwsError("ListenerNotFound", `One or more listeners not found: ${arn}`);
    return found;
  };
  const findGroup = (wanted: (group: TargetGroup) => boolean): TargetGroup => {
    const found = balancer.targetGroups().find(wanted);
    if (!found) throw new AwsError("TargetGroupNotFound", "One or more target groups not found");
    return found;
  };
  return {
    DescribeLoadBalancers: ({ LoadBalancerArns }) => {
      if (LoadBalancerArns?.some((arn) => arn !== balancer.arn)) {
        throw new AwsError("LoadBalancerNotFound", "One or more load balancers not found");
      }
      return { LoadBalancers: [describeBalancer(balancer)] };
    },
    DescribeListeners: ({ ListenerArns, LoadBalancerArn }) => {
      if (!ListenerArns && LoadBalancerArn === undefined) {
        throw new AwsError("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
      }
      const wanted = ListenerArns ? ListenerArns.map(findListener) : listeners;
      return { Listeners: wanted.map((listener) => describeListener(listener, balancer)) };
    },
    DescribeRules: ({ ListenerArn }) => ({ Rules: describeRules(findListener(ListenerArn)) }),
    DescribeTargetGroups: ({ TargetGroupArns, Names }) => {
      const byArn = (TargetGroupArns ?? []).map((arn) => findGroup((group) => group.arn === arn));
      const byName = (Names ?? []).map((name) => findGroup((group) => group.name === name));
      const groups = TargetGroupArns || Names ? [...byArn, ...byName] : balancer.targetGroups();
      return { TargetGroups: groups.map((group) => describeGroup(group, balancer)) };
    },
    DescribeTargetHealth: ({ TargetGroupArn }) => {
      const group = findGroup(({ arn }) => arn === TargetGroupArn);
      return {
        TargetHealthDescriptions: group.targets().map(({ id, port, availabilityZone, health }) => ({
          Target: { Id: id, Port: port, AvailabilityZone: availabilityZone },
          HealthCheckPort: group.healthCheck.port === "traffic-port" ? String(port) : group.healthCheck.port,
          TargetHealth: {
            State: health.state,
            Reason: health.reason as TargetHealthReason,
            Description: health.description,
          },
        })),
      };
    },
  };
}

type Descriptions = NonNullable<
  OperationOutput<"elasticloadbalancing", "DescribeTargetHealth">["TargetHealthDescriptions"]
>;
type TargetHealthReason = NonNullable<Descriptions[number]["TargetHealth"]>["Reason"];
type Action = NonNullable<
  NonNullable<OperationOutput<"elasticloadbalancing", "DescribeRules">["Rules"]>[number]["Actions"]
>[number];

/** Both shapes of a forward action: a single target group is named twice over, several only by ForwardConfig. */
function describeAction(groups: readonly WeightedTargetGroup[], shape: ForwardShape): Action {
  const [first] = groups;
  return {
    Type: "forward",
    ...(shape === "single" && first && { TargetGroupArn: first.targetGroup.arn }),
    ForwardConfig: {
      TargetGroups: groups.map(({ targetGroup, weight }) => ({ TargetGroupArn: targetGroup.arn, Weight: weight })),
      TargetGroupStickinessConfig: { Enabled: false },
    },
  };
}

function describeListener(listener: Listener, { arn }: LoadBalancer<"production" | "test">) {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: arn,
    Port: listener.port,
    Protocol: "HTTP" as const,
    DefaultActions: [describeAction(listener.forward(), listener.shape)],
  };
}

function describeRules(listener: Listener) {
  return [
    ...listener.rules().map(({ arn, priority, pathPattern, forward, shape }) => ({
      RuleArn: arn,
      Priority: String(priority),
      Conditions: [{ Field: "path-pattern", Values: [pathPattern], PathPatternConfig: { Values: [pathPattern] } }],
      Actions: [describeAction(forward, shape)],
      IsDefault: false,
    })),
    {
      RuleArn: `${listener.arn.replace(":listener/", ":listener-rule/")}/default`,
      Priority: "default",
      Conditions: [],
      Actions: [describeAction(listener.forward(), listener.shape)],
      IsDefault: true,
    },
  ];
}

type TargetGroupAnswer = NonNullable<
  OperationOutput<"elasticloadbalancing", "DescribeTargetGroups">["TargetGroups"]
>[number];

function describeGroup(group: TargetGroup, { arn }: LoadBalancer<"production" | "test">): TargetGroupAnswer {
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

/** The name is an address here, so that it resolves without any set-up. */
function describeBalancer({ arn, listeners }: LoadBalancer<"production" | "test">) {
  return {
    LoadBalancerArn: arn,
    LoadBalancerName: "rehearsal",
    DNSName: listeners.production.host,
    Scheme: "internal" as const,
    Type: "application" as const,
    VpcId: "vpc-0a1b2c3d",
    State: { Code: "active" as const },
  };
}
