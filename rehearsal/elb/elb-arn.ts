import { createHash } from "node:crypto";

const LOAD_BALANCER_ARN =
  /^(arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}):loadbalancer\/(app\/[\w-]+\/[0-9a-f]{16})$/u;

/** ARNs of what belongs to one load balancer, in AWS's own form; the same names always give the same ARNs. */
export interface ElbArns {
  listener(name: string): string;
  targetGroup(name: string): string;
}

/** @throws {TypeError} when `loadBalancerArn` is not the ARN of an Application Load Balancer. */
export function deriveArns(loadBalancerArn: string): ElbArns {
  const parts = LOAD_BALANCER_ARN.exec(loadBalancerArn);
  if (parts === null) {
    throw new TypeError(`not the ARN of an Application Load Balancer: ${loadBalancerArn}`);
  }
  const [, prefix, loadBalancer] = parts;
  return {
    listener: (name) => `${prefix}:listener/${loadBalancer}/${hexId(`listener ${name}`)}`,
    targetGroup: (name) => `${prefix}:targetgroup/${name}/${hexId(`target group ${name}`)}`,
  };
}

/** ARN of the rule of this priority on a listener. */
export function deriveRuleArn(listenerArn: string, priority: number): string {
  return `${listenerArn.replace(":listener/", ":listener-rule/")}/${hexId(`rule ${priority}`)}`;
}

function hexId(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 16);
}
