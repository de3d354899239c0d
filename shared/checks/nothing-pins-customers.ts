import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Listener, Route } from "../deployment/listener.ts";
import { getOtherListeners, type OtherListener } from "../deployment/other-listeners.ts";
import { getStickiness, type Stickiness } from "../deployment/stickiness.ts";
import type { TargetGroup } from "../deployment/target-group.ts";
import type { Check } from "./check.ts";
import { judgeFindings, type Finding } from "./findings.ts";

/** The shift will take every customer from blue to green: no cookie and no other listener keeps them where they are. */
export const nothingPinsCustomers: Check<InstalledDeployment> = {
  name: "nothing-pins-customers",
  run: async ({ deployment, configuration, clients }, signal) => {
    const { productionListener, testListener, blue, green } = deployment;
    const known = [productionListener.arn, ...(testListener ? [testListener.arn] : [])];
    const groups = [blue.targetGroup, green.targetGroup];
    const [stickiness, others] = await Promise.all([
      Promise.all(groups.map(({ arn }) => getStickiness(clients, arn, signal))),
      getOtherListeners(clients, productionListener.loadBalancerArn, known, signal),
    ]);
    const sticky = [
      ...stickyRoutes(productionListener, groups),
      ...groups.flatMap((group, index) => stickyGroup(group, stickiness[index])),
    ];
    const foreign = others.flatMap((other) => forwardsToOurs(other, groups));
    const ports = others.map(({ port }) => port).join(", ");
    const ofOthers =
      others.length === 0
        ? "The load balancer has no other listener."
        : `No other listener of the load balancer (${ports}) forwards to either target group.`;
    const good = [
      ...(sticky.length === 0 ? ["No cookie keeps customers at blue."] : []),
      ...(foreign.length === 0 ? [ofOthers] : []),
    ];
    return judgeFindings(good.join(" "), [...sticky, ...foreign], configuration.readiness);
  },
};

/** What AWS does for a cookie of a group whose weight is 0 is not documented: taken to be kept. */
function stickyRoutes({ protocol, port, routes }: Listener, groups: readonly TargetGroup[]): readonly Finding[] {
  return routes
    .filter((route) => route.stickySeconds !== undefined && touches(route, groups))
    .map(({ name, stickySeconds = 0 }) => ({
      policy: "stickiness",
      sentence:
        `The production listener (${protocol} ${port}), ${name}: expected no stickiness between target groups, observed one of ${stickySeconds} s. ` +
        "Customers who hold its cookie may stay at blue after the shift until it expires: turn it off, or see that blue is kept for so long.",
    }));
}

function stickyGroup({ name }: TargetGroup, stickiness: Stickiness | undefined): readonly Finding[] {
  if (!stickiness) return [];
  const { type, seconds } = stickiness;
  const sentence =
    `Target group ${name}: expected no stickiness, observed ${type}${seconds === undefined ? "" : ` of ${seconds} s`}. ` +
    "Customers are bound to single tasks: those of blue's lose their session at the shift or stay at blue, and green's tasks fill unevenly. Turn it off, or keep sessions outside of the tasks.";
  return [{ policy: "stickiness", sentence }];
}

function forwardsToOurs(
  { protocol, port, arn, routes }: OtherListener,
  groups: readonly TargetGroup[],
): readonly Finding[] {
  return routes.flatMap((route): Finding[] => {
    const met = groups.filter((group) => sends(route, group));
    if (met.length === 0) return [];
    const names = met.map(({ name }) => name).join(" and ");
    const sentence =
      `Listener ${protocol} ${port} (${arn}), ${route.name}: expected only the production and the test listener to forward to this service, ` +
      `observed that it forwards to ${names}. CodeDeploy shifts no other listener: who comes this way stays there, meets nobody once blue is terminated, ` +
      "or meets green before it is approved. Let it redirect to the production listener, or forward to a target group of its own.";
    return [{ policy: "otherListener", sentence }];
  });
}

function touches({ forwards }: Route, groups: readonly TargetGroup[]): boolean {
  return forwards.some(({ targetGroupArn }) => groups.some(({ arn }) => arn === targetGroupArn));
}

function sends({ forwards }: Route, { arn }: TargetGroup): boolean {
  return forwards.some(({ targetGroupArn, weight }) => targetGroupArn === arn && weight > 0);
}
