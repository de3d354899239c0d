import { DescribeTargetGroupAttributesCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";

/** How a target group keeps a customer at one of its targets. */
export interface Stickiness {
  /** `lb_cookie`, `app_cookie`, `source_ip` … */
  readonly type: string;
  /** How long; undefined for a type that has no time of its own. */
  readonly seconds: number | undefined;
}

/** Of one target group; undefined where it has none. @throws {AwsCallError} */
export async function getStickiness(
  clients: AwsClients,
  targetGroupArn: string,
  signal: AbortSignal,
): Promise<Stickiness | undefined> {
  const command = new DescribeTargetGroupAttributesCommand({ TargetGroupArn: targetGroupArn });
  const answer = await callAws(
    "elasticloadbalancing:DescribeTargetGroupAttributes",
    () => clients.loadBalancing.send(command, { abortSignal: signal }),
    signal,
  );
  const attributes = new Map((answer.Attributes ?? []).map(({ Key, Value }) => [Key, Value]));
  if (attributes.get("stickiness.enabled") !== "true") return undefined;
  const type = attributes.get("stickiness.type") ?? "lb_cookie";
  const seconds = attributes.get(`stickiness.${type}.duration_seconds`);
  return { type, seconds: seconds === undefined ? undefined : Number(seconds) };
}
