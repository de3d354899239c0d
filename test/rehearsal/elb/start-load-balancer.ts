import { onTestFinished } from "vitest";

import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import type { HealthCheckSettings } from "../../../rehearsal/elb/health-check.ts";
import { type AnswerRecord, createLoadBalancer, type LoadBalancer } from "../../../rehearsal/elb/load-balancer.ts";
import type { ProxyTimeouts } from "../../../rehearsal/elb/proxy-request.ts";

export const LOAD_BALANCER_ARN =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188";

/** Checks "/" every 10 s of deployment time: 10 ms on the clock of these tests. */
export const HEALTH_CHECK: HealthCheckSettings = {
  protocol: "HTTP",
  port: "traffic-port",
  path: "/",
  intervalSeconds: 10,
  timeoutSeconds: 1,
  healthyThreshold: 3,
  unhealthyThreshold: 2,
  matcher: "200",
};

export interface RunningLoadBalancer {
  readonly loadBalancer: LoadBalancer<"production" | "test">;
  readonly answers: AnswerRecord[];
  readonly url: string;
}

/** A load balancer on a clock that runs 1,000 times as fast, with its records; closed when the test ends. */
export async function startLoadBalancer(timeouts?: ProxyTimeouts): Promise<RunningLoadBalancer> {
  const answers: AnswerRecord[] = [];
  const loadBalancer = await createLoadBalancer({
    arn: LOAD_BALANCER_ARN,
    host: "127.0.3.1",
    ports: { production: 0, test: 0 },
    clock: createDeploymentClock(1000),
    onAnswer: (answer) => answers.push(answer),
    ...(timeouts === undefined ? {} : { timeouts }),
  });
  onTestFinished(async () => await loadBalancer.close());
  const { host, port } = loadBalancer.listeners.production;
  return { loadBalancer, answers, url: `http://${host}:${port}` };
}
