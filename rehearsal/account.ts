/** The AWS account of the rehearsal: AWS's own example account, and names for what is in it. */
export const REGION = "us-east-1";
export const ACCOUNT_ID = "123456789012";
export const APPLICATION = "shop";
export const DEPLOYMENT_GROUP = "shop-production";
export const SERVICE = "shop";
export const ZONES = ["us-east-1a", "us-east-1b"] as const;
export const CLUSTER_ARN = `arn:aws:ecs:${REGION}:${ACCOUNT_ID}:cluster/rehearsal`;
export const LOAD_BALANCER_ARN = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT_ID}:loadbalancer/app/rehearsal/0123456789abcdef`;

/** `arn:aws:lambda:us-east-1:123456789012:function:NAME` */
export function functionArn(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`;
}
