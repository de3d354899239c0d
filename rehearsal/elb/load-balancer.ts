import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

import type { DeploymentClock } from "../deployment-clock.ts";
import { deriveArns } from "./elb-arn.ts";
import { sendErrorAnswer } from "./error-answer.ts";
import { type HttpEndpoint, openHttpEndpoint } from "./http-endpoint.ts";
import { Listener } from "./listener.ts";
import { proxyRequest, type ProxyOutcome, type ProxyTimeouts } from "./proxy-request.ts";
import type { Target } from "./registered-target.ts";
import { stickyCookies } from "./stickiness.ts";
import { TargetGroup, type TargetGroupOptions } from "./target-group.ts";

/** The load balancer's record of one request, as in its access log. */
export interface AnswerRecord extends ProxyOutcome {
  readonly listener: Listener;
  /** Undefined when no target group with weight was there to choose. */
  readonly targetGroup: TargetGroup | undefined;
  /** Undefined when the target group had none. */
  readonly target: Target | undefined;
  /** What the client got; 460 when it left before there was an answer. */
  readonly status: number;
  /** Headers of the request, as the client sent them. */
  readonly headers: IncomingHttpHeaders;
}

/** What a load balancer is made of. `Name` are the names by which its user knows the listeners. */
export interface LoadBalancerOptions<Name extends string> {
  readonly arn: string;
  readonly host: string;
  /** The port of each listener; 0 takes a free one. */
  readonly ports: Readonly<Record<Name, number>>;
  /** Times health checks and draining; the time-outs of requests are not scaled. */
  readonly clock: DeploymentClock;
  /** Called once for each request, before the client has the answer. */
  readonly onAnswer: (answer: AnswerRecord) => void;
  /** Default: 10 s to connect and 60 s of silence, as on AWS. */
  readonly timeouts?: ProxyTimeouts;
}

/** A running load balancer. Nothing of it is open after `close`. */
export interface LoadBalancer<Name extends string> extends AsyncDisposable {
  readonly arn: string;
  readonly listeners: Readonly<Record<Name, Listener>>;
  targetGroups(): readonly TargetGroup[];
  /** Makes a target group that no listener uses yet. */
  createTargetGroup(options: Omit<TargetGroupOptions, "arn" | "clock">): TargetGroup;
  /** Destroys every connection, stops every health check and frees the ports. */
  close(): Promise<void>;
}

const AWS_TIMEOUTS: ProxyTimeouts = { connectMs: 10_000, idleMs: 60_000 };

/**
 * Starts a load balancer whose listeners forward nowhere yet (503).
 * @throws {BindError} when a port cannot be bound, {TypeError} when `arn` is not that of an Application Load Balancer.
 */
export async function createLoadBalancer<Name extends string>(
  options: LoadBalancerOptions<Name>,
): Promise<LoadBalancer<Name>> {
  const { arn, host, ports, clock, onAnswer, timeouts = AWS_TIMEOUTS } = options;
  const arns = deriveArns(arn);
  const groups: TargetGroup[] = [];
  const listeners: Partial<Record<Name, Listener>> = {};
  const endpoints: HttpEndpoint[] = [];
  const exchanges = new Set<Promise<void>>();

  const settleUse = (): void => {
    const inUse = new Set(Object.values<Listener | undefined>(listeners).flatMap((it) => it?.groupsInUse() ?? []));
    for (const group of groups) {
      group.setInUse(inUse.has(group));
    }
  };

  const answer = async (listener: Listener, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const action = listener.actionFor(incoming.url ?? "/");
    const targetGroup = action?.chooseTargetGroup(incoming.headers.cookie);
    const target = targetGroup?.chooseTarget();
    const report = (outcome: ProxyOutcome): void =>
      onAnswer({ listener, targetGroup, target, ...outcome, headers: incoming.headers });
    if (target === undefined) {
      report({ status: 503, targetStatus: undefined, targetSeconds: undefined, isConnectionError: false });
      sendErrorAnswer(outgoing, 503);
      return;
    }
    const setCookies = action?.stickiness && targetGroup ? stickyCookies(targetGroup, action.stickiness) : [];
    await proxyRequest({ incoming, outgoing, listenerPort: listener.port, setCookies }, target, timeouts, report);
  };

  const close = async (): Promise<void> => {
    await Promise.all([...endpoints.splice(0), ...groups].map(async (part) => await part.close()));
    await Promise.all(exchanges);
  };

  const openListener = async (name: Name): Promise<void> => {
    const endpoint = await openHttpEndpoint(host, ports[name], timeouts.idleMs);
    endpoints.push(endpoint);
    const listener = new Listener({ arn: arns.listener(name), host, port: endpoint.port, onChange: settleUse });
    listeners[name] = listener;
    endpoint.onRequest((incoming, outgoing) => {
      const exchange = answer(listener, incoming, outgoing).finally(() => exchanges.delete(exchange));
      exchanges.add(exchange);
    });
  };

  try {
    for (const name of Object.keys(ports) as Name[]) {
      await openListener(name);
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    arn,
    listeners: listeners as Record<Name, Listener>,
    targetGroups: () => [...groups],
    createTargetGroup: (group) => {
      const created = new TargetGroup({ ...group, arn: arns.targetGroup(group.name), clock });
      groups.push(created);
      return created;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
