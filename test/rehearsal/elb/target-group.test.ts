import { expect, onTestFinished, test, vi } from "vitest";

import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import { TargetGroup, type TargetGroupOptions } from "../../../rehearsal/elb/target-group.ts";
import { HEALTH_CHECK } from "./start-load-balancer.ts";
import { startTarget } from "./start-target.ts";

function createGroup(options: Partial<TargetGroupOptions> = {}): TargetGroup {
  const group = new TargetGroup({
    name: "shop-blue",
    arn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-blue/73e2d6bc24d8a067",
    port: 80,
    healthCheck: HEALTH_CHECK,
    clock: createDeploymentClock(1000),
    ...options,
  });
  onTestFinished(async () => await group.close());
  return group;
}

const reasonOf = (group: TargetGroup): string | undefined => group.targets()[0]?.health.reason;
const stateOf = (group: TargetGroup): string | undefined => group.targets()[0]?.health.state;
const soon = { interval: 1 };

test("a target of a group that no listener uses is unused and is not checked", async () => {
  let checks = 0;
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.end(String((checks += 1))));
  const group = createGroup();
  group.register(target);
  await createDeploymentClock(1000).wait(30, new AbortController().signal);
  expect(group.targets()[0]?.health).toEqual({
    state: "unused",
    reason: "Target.NotInUse",
    description: "Target group is not configured to receive traffic from the load balancer",
  });
  expect(checks).toBe(0);
});

test("a group that enters use takes its targets from registration over checking to healthy, and back to unused", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => void released.then(() => outgoing.end()));
  const group = createGroup();
  group.register(target);
  group.setInUse(true);
  expect(reasonOf(group)).toBe("Elb.RegistrationInProgress");
  await vi.waitFor(() => expect(reasonOf(group)).toBe("Elb.InitialHealthChecking"), soon);
  release();
  await vi.waitFor(() => expect(group.targets()[0]?.health).toEqual({ state: "healthy" }), soon);
  group.setInUse(false);
  expect(reasonOf(group)).toBe("Target.NotInUse");
  group.setInUse(true);
  expect(stateOf(group)).toBe("initial");
});

test("a healthy target that begins to fail becomes unhealthy with the code, and healthy again when it recovers", async () => {
  let status = 200;
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.writeHead(status).end());
  const group = createGroup();
  group.setInUse(true);
  group.register(target);
  await vi.waitFor(() => expect(stateOf(group)).toBe("healthy"), soon);
  status = 500;
  await vi.waitFor(() => expect(reasonOf(group)).toBe("Target.ResponseCodeMismatch"), soon);
  expect(group.targets()[0]?.health.description).toBe("Health checks failed with these codes: [500]");
  status = 200;
  await vi.waitFor(() => expect(stateOf(group)).toBe("healthy"), soon);
});

test("requests go to healthy targets in turn, and to all when none is healthy", async () => {
  const statuses = new Map([
    ["127.0.3.7", 200],
    ["127.0.3.8", 200],
    ["127.0.3.9", 500],
  ]);
  const group = createGroup();
  for (const id of statuses.keys()) {
    group.register(await startTarget(id, (_incoming, outgoing) => outgoing.writeHead(statuses.get(id) ?? 500).end()));
  }
  const chooseFour = (): string[] => Array.from({ length: 4 }, () => group.chooseTarget()?.id ?? "none");
  group.setInUse(true);
  const states = (): string[] => group.targets().map(({ health }) => health.state);
  await vi.waitFor(() => expect(states()).toEqual(["healthy", "healthy", "unhealthy"]), soon);
  expect(chooseFour()).toEqual(["127.0.3.7", "127.0.3.8", "127.0.3.7", "127.0.3.8"]);
  statuses.clear();
  await vi.waitFor(() => expect(states()).toEqual(["unhealthy", "unhealthy", "unhealthy"]), soon);
  expect(new Set(chooseFour()).size).toBe(3);
});

test("a deregistered target drains, gets no more requests, and is gone after the delay", async () => {
  const group = createGroup();
  group.register({ id: "127.0.3.7", port: 80, availabilityZone: "eu-west-1a" });
  expect(group.chooseTarget()?.id).toBe("127.0.3.7");
  group.deregister("127.0.3.7", 80);
  expect(group.targets()[0]?.health).toEqual({
    state: "draining",
    reason: "Target.DeregistrationInProgress",
    description: "Target deregistration is in progress",
  });
  expect(group.chooseTarget()).toBeUndefined();
  await vi.waitFor(() => expect(group.targets()).toEqual([]), soon);
});

test("a draining target that is registered again stays", async () => {
  const group = createGroup({ deregistrationSeconds: 10 });
  const address = { id: "127.0.3.7", port: 80, availabilityZone: "eu-west-1a" };
  group.register(address);
  group.deregister(address.id, address.port);
  group.register(address);
  await createDeploymentClock(1000).wait(25, new AbortController().signal);
  expect(stateOf(group)).toBe("unused");
});

test("a matcher that cannot be read is refused when the group is made", () => {
  expect(() => createGroup({ healthCheck: { ...HEALTH_CHECK, matcher: "ok" } })).toThrow('"ok"');
});
