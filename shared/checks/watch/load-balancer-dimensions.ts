import type { Deployment } from "../../deployment/deployment.ts";
import type { TargetGroup } from "../../deployment/target-group.ts";

/** `app/shop/50dc6c495c0c9188`, as CloudWatch knows the load balancer of a listener; undefined for an ARN that is none. */
export function loadBalancerDimension({
  productionListener,
}: Pick<Deployment, "productionListener">): string | undefined {
  return /:listener\/((?:app|net|gwy)\/[^/]+\/[^/]+)\//u.exec(productionListener.arn)?.[1];
}

/** `targetgroup/shop-a/73e2d6bc24d8a067` */
export function targetGroupDimension({ arn }: Pick<TargetGroup, "arn">): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
