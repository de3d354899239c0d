import { isIPv4 } from "node:net";
import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, OperationOutput } from "../aws/operations.ts";
import type { Target } from "../elb/registered-target.ts";
import type { TargetGroup } from "../elb/target-group.ts";

type Descriptions = NonNullable<
  OperationOutput<"elasticloadbalancing", "DescribeTargetHealth">["TargetHealthDescriptions"]
>;
type Reason = NonNullable<Descriptions[number]["TargetHealth"]>["Reason"];
type Wanted = NonNullable<OperationInput<"elasticloadbalancing", "DescribeTargetHealth">["Targets"]>[number];

/**
 * The health of the wanted targets, or of all. One that is named without a port is meant on the group's own port.
 * @throws {AwsError} where a target cannot be one of this group
 */
export function describeTargetHealth(group: TargetGroup, wanted: readonly Wanted[] | undefined): Descriptions {
  const targets = group.targets();
  if (wanted === undefined) return targets.map((target) => describeTarget(group, target));
  return wanted.map(({ Id = "", Port = group.port, AvailabilityZone }) => {
    if (!isIPv4(Id)) throw new AwsError("ValidationError", `The IP address '${Id}' is not a valid IPv4 address`);
    const target = targets.find(({ id, port }) => id === Id && port === Port);
    if (!target) return describeStranger(Id, Port);
    if (AvailabilityZone !== undefined && AvailabilityZone !== target.availabilityZone) {
      throw new AwsError(
        "InvalidTarget",
        `The target '${Id}' is registered in ${target.availabilityZone}, not in ${AvailabilityZone}`,
      );
    }
    return describeTarget(group, target);
  });
}

function describeTarget(group: TargetGroup, { id, port, availabilityZone, health }: Target): Descriptions[number] {
  return {
    Target: { Id: id, Port: port, AvailabilityZone: availabilityZone },
    HealthCheckPort: group.healthCheck.port === "traffic-port" ? String(port) : group.healthCheck.port,
    TargetHealth: { State: health.state, Reason: health.reason as Reason, Description: health.description },
  };
}

function describeStranger(id: string, port: number): Descriptions[number] {
  return {
    Target: { Id: id, Port: port },
    TargetHealth: {
      State: "unused",
      Reason: "Target.NotRegistered",
      Description: "Target is not registered to the target group",
    },
  };
}
