import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type TargetGroup as ElbTargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { requirePresent } from "./present.ts";

/** A target group, and what it calls healthy. */
export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly healthCheck: TargetGroupHealthCheck;
}

export interface TargetGroupHealthCheck {
  /** HTTP, HTTPS, TCP … */
  readonly protocol: string;
  /** HTTP1, HTTP2 or GRPC; undefined for a group that is not HTTP. */
  readonly protocolVersion: string | undefined;
  /** A port, or `traffic-port`: the port that the target is registered with. */
  readonly port: string;
  readonly path: string;
  /** HTTP codes as the matcher has them: `200`, `200-299`; undefined for a group that is not HTTP. */
  readonly codes: string | undefined;
  readonly timeoutSeconds: number;
}

/** One target of a target group as the load balancer sees it. */
export interface TargetHealth {
  readonly id: string;
  readonly port: number;
  readonly availabilityZone: string | undefined;
  /** initial, healthy, unhealthy, unused, draining, unavailable */
  readonly state: string;
  /** `Target.ResponseCodeMismatch` and the like. */
  readonly reason: string | undefined;
  readonly description: string | undefined;
}

/** @throws {AwsCallError} @throws {UnusableDeploymentError} where one of them does not exist or lacks a member */
export async function getTargetGroups(
  clients: AwsClients,
  arns: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TargetGroup>> {
  const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] });
  const answer = await callAws(
    "elasticloadbalancing:DescribeTargetGroups",
    () => clients.loadBalancing.send(command, { abortSignal: signal }),
    signal,
  );
  const found = new Map((answer.TargetGroups ?? []).map((group) => [group.TargetGroupArn, parseTargetGroup(group)]));
  const missing = arns.filter((arn) => !found.has(arn));
  if (missing.length > 0) throw new UnusableDeploymentError(`DescribeTargetGroups does not know ${missing.join(", ")}`);
  return new Map([...found.values()].map((group) => [group.arn, group]));
}

function parseTargetGroup(group: ElbTargetGroup): TargetGroup {
  const { arn, name, protocol, port } = requirePresent("DescribeTargetGroups, a target group", {
    arn: group.TargetGroupArn,
    name: group.TargetGroupName,
    protocol: group.HealthCheckProtocol,
    port: group.HealthCheckPort,
  });
  return {
    arn,
    name,
    healthCheck: {
      protocol,
      protocolVersion: group.ProtocolVersion,
      port,
      path: group.HealthCheckPath ?? "/",
      codes: group.Matcher?.HttpCode,
      timeoutSeconds: group.HealthCheckTimeoutSeconds ?? 5,
    },
  };
}

/** The health of every target now; DescribeTargetHealth has no pages. */
export async function getTargetHealth(
  clients: AwsClients,
  targetGroupArn: string,
  signal: AbortSignal,
): Promise<readonly TargetHealth[]> {
  const command = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn });
  const answer = await callAws(
    "elasticloadbalancing:DescribeTargetHealth",
    () => clients.loadBalancing.send(command, { abortSignal: signal }),
    signal,
  );
  return (answer.TargetHealthDescriptions ?? []).map(({ Target, TargetHealth: health }) => {
    const parts = requirePresent("DescribeTargetHealth, a target", {
      id: Target?.Id,
      port: Target?.Port,
      state: health?.State,
    });
    return {
      ...parts,
      availabilityZone: Target?.AvailabilityZone,
      reason: health?.Reason,
      description: health?.Description,
    };
  });
}
