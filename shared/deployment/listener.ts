import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  type Action,
  type Listener as ElbListener,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { requirePresent } from "./present.ts";

/** A listener of a load balancer, and where it sends what it receives. */
export interface Listener {
  readonly arn: string;
  /** HTTP, HTTPS, TCP, TLS … */
  readonly protocol: string;
  readonly port: number;
  /** The DNS name of its load balancer. */
  readonly address: string;
  readonly loadBalancerArn: string;
  /** The default action and every rule that forwards: what a request may meet. */
  readonly routes: readonly Route[];
}

export interface Route {
  /** `default action` or `rule 10`. */
  readonly name: string;
  readonly forwards: readonly Forward[];
  /** Seconds for which a customer is kept at the target group that answered first; left out where none is. */
  readonly stickySeconds?: number;
}

export interface Forward {
  readonly targetGroupArn: string;
  /** 0..999; a request goes to a target group with the share that its weight has of the sum. */
  readonly weight: number;
}

/** The listeners of `arns`, in that order. @throws {AwsCallError} @throws {UnusableDeploymentError} */
export async function getListeners(
  clients: AwsClients,
  arns: readonly string[],
  signal: AbortSignal,
): Promise<readonly Listener[]> {
  const command = new DescribeListenersCommand({ ListenerArns: [...arns] });
  const answer = await callAws(
    "elasticloadbalancing:DescribeListeners",
    () => clients.loadBalancing.send(command, { abortSignal: signal }),
    signal,
  );
  return Promise.all(
    arns.map((arn) => {
      const listener = answer.Listeners?.find(({ ListenerArn }) => ListenerArn === arn);
      if (!listener) throw new UnusableDeploymentError(`DescribeListeners does not know ${arn}`);
      return completeListener(clients, arn, listener, signal);
    }),
  );
}

async function completeListener(
  clients: AwsClients,
  arn: string,
  listener: ElbListener,
  signal: AbortSignal,
): Promise<Listener> {
  const parts = requirePresent(`DescribeListeners of ${arn}`, {
    protocol: listener.Protocol,
    port: listener.Port,
    loadBalancerArn: listener.LoadBalancerArn,
  });
  const [rules, address] = await Promise.all([
    getRules(clients, arn, signal),
    getAddress(clients, parts.loadBalancerArn, signal),
  ]);
  return { arn, ...parts, address, routes: routesOf(listener, rules) };
}

/** A listener's own default action is also among its rules; that of a listener without rules (NLB) is only on itself. */
export function routesOf(listener: ElbListener, rules: readonly Rule[]): readonly Route[] {
  const ofRules = rules
    .filter((rule) => rule.IsDefault !== true)
    .map((rule) => routeOf(`rule ${rule.Priority ?? "?"}`, rule.Actions ?? []))
    .filter(({ forwards }) => forwards.length > 0);
  return [routeOf("default action", listener.DefaultActions ?? []), ...ofRules];
}

function routeOf(name: string, actions: readonly Action[]): Route {
  const sticky = actions
    .map((action) => action.ForwardConfig?.TargetGroupStickinessConfig)
    .find((config) => config?.Enabled === true);
  return { name, forwards: forwardsOf(actions), ...(sticky && { stickySeconds: sticky.DurationSeconds ?? 0 }) };
}

/**
 * Where actions forward to, in both shapes that AWS uses: one `TargetGroupArn`, or a `ForwardConfig` with weights, which
 * is all that is left once CodeDeploy has shifted traffic. Where both are there they say the same.
 */
export function forwardsOf(actions: readonly Action[]): readonly Forward[] {
  return actions
    .filter((action) => action.Type === "forward")
    .flatMap((action): Forward[] => {
      const weighted = action.ForwardConfig?.TargetGroups ?? [];
      if (weighted.length > 0) {
        return weighted.map(({ TargetGroupArn, Weight }) => ({
          targetGroupArn: TargetGroupArn ?? "",
          weight: Weight ?? 1,
        }));
      }
      return action.TargetGroupArn === undefined ? [] : [{ targetGroupArn: action.TargetGroupArn, weight: 1 }];
    });
}

/** The rules of a listener, over as many pages as there are. @throws {AwsCallError} */
export async function getRules(
  clients: AwsClients,
  listenerArn: string,
  signal: AbortSignal,
): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeRulesCommand({ ListenerArn: listenerArn, ...(marker && { Marker: marker }) });
    const page = await callAws(
      "elasticloadbalancing:DescribeRules",
      () => clients.loadBalancing.send(command, { abortSignal: signal }),
      signal,
    );
    rules.push(...(page.Rules ?? []));
    marker = page.NextMarker;
  } while (marker);
  return rules;
}

async function getAddress(clients: AwsClients, loadBalancerArn: string, signal: AbortSignal): Promise<string> {
  const command = new DescribeLoadBalancersCommand({ LoadBalancerArns: [loadBalancerArn] });
  const answer = await callAws(
    "elasticloadbalancing:DescribeLoadBalancers",
    () => clients.loadBalancing.send(command, { abortSignal: signal }),
    signal,
  );
  const what = `DescribeLoadBalancers of ${loadBalancerArn}`;
  return requirePresent(what, { address: answer.LoadBalancers?.[0]?.DNSName }).address;
}
