import { DescribeListenersCommand, type Listener as ElbListener } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { getRules, routesOf, type Listener } from "./listener.ts";
import { requirePresent } from "./present.ts";

/** A listener that the deployment is not about. */
export type OtherListener = Pick<Listener, "arn" | "protocol" | "port" | "routes">;

/**
 * The listeners of a load balancer but those named: CodeDeploy shifts no others.
 * @param known the ARNs of those that are looked at elsewhere
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function getOtherListeners(
  clients: AwsClients,
  loadBalancerArn: string,
  known: readonly string[],
  signal: AbortSignal,
): Promise<readonly OtherListener[]> {
  const found: ElbListener[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeListenersCommand({
      LoadBalancerArn: loadBalancerArn,
      ...(marker && { Marker: marker }),
    });
    const page = await callAws(
      "elasticloadbalancing:DescribeListeners",
      () => clients.loadBalancing.send(command, { abortSignal: signal }),
      signal,
    );
    found.push(...(page.Listeners ?? []));
    marker = page.NextMarker;
  } while (marker);
  const others = found.filter(({ ListenerArn }) => !known.includes(ListenerArn ?? ""));
  return Promise.all(
    others.map(async (listener) => {
      const parts = requirePresent(`DescribeListeners of ${loadBalancerArn}`, {
        arn: listener.ListenerArn,
        protocol: listener.Protocol,
        port: listener.Port,
      });
      return { ...parts, routes: routesOf(listener, await getRules(clients, parts.arn, signal)) };
    }),
  );
}
