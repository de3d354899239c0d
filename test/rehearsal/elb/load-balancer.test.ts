import { promisify } from "node:util";

import { expect, test, vi } from "vitest";

import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import { BindError } from "../../../rehearsal/elb/http-endpoint.ts";
import { createLoadBalancer, type LoadBalancer } from "../../../rehearsal/elb/load-balancer.ts";
import type { TargetGroup } from "../../../rehearsal/elb/target-group.ts";
import { HEALTH_CHECK, LOAD_BALANCER_ARN, startLoadBalancer } from "./start-load-balancer.ts";
import { startTarget } from "./start-target.ts";

async function addGroup(loadBalancer: LoadBalancer<"production" | "test">, name: string): Promise<TargetGroup> {
  const group = loadBalancer.createTargetGroup({ name, port: 80, healthCheck: HEALTH_CHECK });
  group.register(await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.end(name)));
  return group;
}

const ask = async (url: string): Promise<string> => await (await fetch(url)).text();

test("a weight of 0 gets nothing, and every request is recorded once with group, target and headers", async () => {
  const { loadBalancer, answers, url } = await startLoadBalancer();
  const blue = await addGroup(loadBalancer, "blue");
  const green = await addGroup(loadBalancer, "green");
  loadBalancer.listeners.production.setForward(
    [
      { targetGroup: blue, weight: 100 },
      { targetGroup: green, weight: 0 },
    ],
    "weighted",
  );
  const bodies = await Promise.all(Array.from({ length: 20 }, async () => await ask(url)));
  expect(new Set(bodies)).toEqual(new Set(["blue"]));
  expect(answers).toHaveLength(20);
  expect(answers[0]).toMatchObject({ status: 200, targetStatus: 200, target: { id: "127.0.3.7" } });
  expect(answers[0]?.targetGroup).toBe(blue);
  expect(answers[0]?.headers.host).toBe(new URL(url).host);
});

test("a canary of 10 % gets its share exactly, and a moved listener sends everything to the other group", async () => {
  const { loadBalancer, url } = await startLoadBalancer();
  const blue = await addGroup(loadBalancer, "blue");
  const green = await addGroup(loadBalancer, "green");
  const { production } = loadBalancer.listeners;
  production.setForward(
    [
      { targetGroup: blue, weight: 90 },
      { targetGroup: green, weight: 10 },
    ],
    "weighted",
  );
  const bodies = await Promise.all(Array.from({ length: 40 }, async () => await ask(url)));
  expect(bodies.filter((body) => body === "green")).toHaveLength(4);
  production.setForward([{ targetGroup: green, weight: 1 }], "single");
  expect([await ask(url), production.shape]).toEqual(["green", "single"]);
});

test("rules are tried by priority before the default action", async () => {
  const { loadBalancer, url } = await startLoadBalancer();
  const { production } = loadBalancer.listeners;
  const groups = { main: "", api: "", v1: "" };
  const add = async (name: keyof typeof groups): Promise<{ targetGroup: TargetGroup; weight: number }[]> => [
    { targetGroup: await addGroup(loadBalancer, name), weight: 1 },
  ];
  production.setForward(await add("main"), "single");
  const api = production.setRule({ priority: 20, pathPattern: "/api/*", forward: await add("api"), shape: "single" });
  production.setRule({ priority: 10, pathPattern: "/api/v?/*", forward: await add("v1"), shape: "weighted" });
  expect(production.rules().map(({ priority, shape }) => [priority, shape])).toEqual([
    [10, "weighted"],
    [20, "single"],
  ]);
  expect(await Promise.all(["/", "/api/x", "/api/v1/x?y"].map(async (path) => await ask(url + path)))).toEqual([
    "main",
    "api",
    "v1",
  ]);
  production.removeRule(api.arn);
  expect(await ask(`${url}/api/x`)).toBe("main");
});

test("a group is in use while any listener or rule names it, with whatever weight, and unused otherwise", async () => {
  const { loadBalancer } = await startLoadBalancer();
  const { production, test: testListener } = loadBalancer.listeners;
  const blue = await addGroup(loadBalancer, "blue");
  const green = await addGroup(loadBalancer, "green");
  const use = (): boolean[] => [blue.inUse, green.inUse];
  expect(use()).toEqual([false, false]);
  const blueAlone = [{ targetGroup: blue, weight: 1 }];
  production.setForward(blueAlone, "single");
  expect(use()).toEqual([true, false]);
  testListener.setForward([...blueAlone, { targetGroup: green, weight: 0 }], "weighted");
  await vi.waitFor(() => expect(green.targets()[0]?.health.state).toBe("healthy"), { interval: 1 });
  testListener.setForward(blueAlone, "single");
  expect([use(), green.targets()[0]?.health.reason]).toEqual([[true, false], "Target.NotInUse"]);
  const forward = [{ targetGroup: green, weight: 5 }];
  const { arn } = production.setRule({ priority: 1, pathPattern: "/x", forward, shape: "weighted" });
  expect(use()).toEqual([true, true]);
  production.removeRule(arn);
  expect(use()).toEqual([true, false]);
});

test("an action that AWS refuses changes nothing", async () => {
  const { loadBalancer } = await startLoadBalancer();
  const blue = await addGroup(loadBalancer, "blue");
  const { production } = loadBalancer.listeners;
  production.setForward([{ targetGroup: blue, weight: 1 }], "single");
  expect(() => production.setForward([{ targetGroup: blue, weight: 1000 }], "single")).toThrow(
    "weight of blue is 1000",
  );
  expect(() => production.setForward([], "weighted")).toThrow("1 to 5 target groups");
  expect(production.forward()).toEqual([{ targetGroup: blue, weight: 1 }]);
});

test("ARNs have the form of AWS and follow from the load balancer's", async () => {
  const { loadBalancer } = await startLoadBalancer();
  const prefix = "^arn:aws:elasticloadbalancing:eu-west-1:123456789012";
  const group = await addGroup(loadBalancer, "shop-blue");
  expect(group.arn).toMatch(new RegExp(`${prefix}:targetgroup/shop-blue/[0-9a-f]{16}$`, "u"));
  expect(loadBalancer.listeners.production.arn).toMatch(
    new RegExp(`${prefix}:listener/app/shop/50dc6c495c0c9188/[0-9a-f]{16}$`, "u"),
  );
  expect(loadBalancer.listeners.test.arn).not.toBe(loadBalancer.listeners.production.arn);
});

test("a closed load balancer has no connection, no check and no port open, though requests were in flight", async () => {
  const { loadBalancer, answers, url } = await startLoadBalancer();
  const group = loadBalancer.createTargetGroup({ name: "hangs", port: 80, healthCheck: HEALTH_CHECK });
  const target = await startTarget("127.0.3.7", () => {});
  group.register(target);
  loadBalancer.listeners.production.setForward([{ targetGroup: group, weight: 1 }], "single");
  const arrived = new Promise((resolve) => target.server.once("request", resolve));
  const asking = ask(url).catch((error: unknown) => String(error));
  await arrived;
  await loadBalancer.close();
  expect(await asking).toContain("fetch failed");
  const countConnections = promisify(target.server.getConnections.bind(target.server));
  await vi.waitFor(async () => expect(await countConnections()).toBe(0));
  expect(answers.map(({ status }) => status)).toEqual([460]);
  await expect(ask(url)).rejects.toThrow("fetch failed");
  expect(() => group.register(target)).toThrow("closed");
});

test("a load balancer that cannot bind a port says which, and keeps none", async () => {
  const { loadBalancer } = await startLoadBalancer();
  const { port } = loadBalancer.listeners.production;
  const second = createLoadBalancer({
    arn: LOAD_BALANCER_ARN,
    host: "127.0.3.1",
    ports: { free: 0, taken: port },
    clock: createDeploymentClock(1),
    onAnswer: () => {},
  });
  await expect(second).rejects.toThrow(new BindError(`cannot listen on 127.0.3.1:${port}`));
});
