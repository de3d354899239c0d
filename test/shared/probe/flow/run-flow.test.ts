import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { Flow, smoke } from "../../../../shared/probe/flow/flow.ts";
import { header } from "../../../../shared/probe/http/header.ts";
import { said } from "../../../support/probe/probes.ts";
import { closedPort, startHttp } from "../../../support/probe/start-server.ts";
import { runOn, startShop } from "../../../support/probe/start-shop.ts";

const Cart = v.object({ id: v.string(), items: v.array(v.string()) });

test("a flow captures values in ordinary variables, with the types that its schemas give them", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, expect: demand }) => {
    const { id } = await green.post("/carts", { json: { tea: 1 } }).created(Cart);
    expectTypeOf(id).toEqualTypeOf<string>();
    const cart = await green.get(`/carts/${id}`).ok(z.object({ items: z.array(z.string()) }));
    expectTypeOf(cart.items).toEqualTypeOf<string[]>();
    demand(cart.items.length, "items in the cart").toBeGreaterThan(0);
    const answer = await green.get(`/carts/${id}`).expect(200, header("content-type", /json/));
    expectTypeOf(answer.status).toEqualTypeOf<number>();
    demand(answer.body).toEqual({ id: "c1", items: ["tea"] });
    expect((await green.delete(`/carts/${id}`).ok()).status).toBe(204);
  });
  expect(said(outcome)).toBe("passed");
  expect(shop.asked).toEqual(["POST /carts", "GET /carts/c1", "GET /carts/c1", "DELETE /carts/c1"]);
  expect(outcome).toMatchObject({ request: `flow checkout of 127.0.0.1:${shop.target.port}`, findings: [] });
  expect(outcome.kind === "passed" && outcome.answer.steps.map(({ kind, request }) => `${kind} ${request}`)).toEqual(
    shop.asked.map((each) => `passed ${each.replace(" ", ` http://127.0.0.1:${shop.target.port}`)}`),
  );
  expect(outcome.phases.firstByte).toBeGreaterThan(0);
});

test("a request that does not pass ends the flow, and is named with its number", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    await green.post("/carts").created(Cart);
    await green.get("/carts/c2").ok(Cart);
    await green.get("/carts/c1").ok();
  });
  expect(outcome.request).toBe(
    `flow checkout of 127.0.0.1:${shop.target.port}, request 2, GET http://127.0.0.1:${shop.target.port}/carts/c2`,
  );
  expect(said(outcome)).toMatch(/^failed: expected status 200-299 and .*, observed status 404 \(.*no such cart/);
  expect(shop.asked).toHaveLength(2);
});

test("a body that its schema refuses is a failure, and needs no statistics", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    await green.get("/login").ok(Cart);
  });
  expect(said(outcome)).toMatch(
    /^failed decisively: expected a body as its schema \(valibot\) has it, observed \$\.id/,
  );
});

test("a request that failed counts also where the flow's function catches it", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    await green
      .get("/nowhere")
      .ok()
      .catch(() => undefined);
    await green.get("/login").ok();
    throw new Error("something else");
  });
  expect(outcome.request).toMatch(/, request 1, GET .*\/nowhere$/);
  expect(said(outcome)).toMatch(/^failed: .* observed status 404/);
});

test("what could not be reached is reported as a probe reports it", async () => {
  const target = await closedPort();
  const outcome = await runOn({ target }, async ({ green }) => {
    await green.get("/").ok();
  });
  expect(outcome).toMatchObject({ kind: "failed", observed: "connection refused", likelyCause: expect.any(String) });
});

test("evidence against the target is told before what is none, and the flow before its cleanup", async () => {
  const { target } = await startHttp((_, response) => response.writeHead(503).end());
  const outcome = await runOn({ target }, async ({ green, defer }) => {
    defer(() => green.delete("/carts/c1").ok());
    await green
      .get("/")
      .ok()
      .catch(() => undefined);
    throw new TypeError("later");
  });
  expect(outcome.request).toMatch(/^flow checkout of [\d.:]+, request 1, GET /);
  const own = await runOn({ target }, async ({ green, defer }) => {
    defer(() => green.delete("/carts/c1").ok());
    throw new TypeError("at first");
  });
  expect(own).toMatchObject({ kind: "error", observed: "TypeError: at first" });
});

test("an expectation that is not met fails the flow, also where it is caught", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, expect: demand }) => {
    const { items } = await green.post("/carts").created(Cart);
    try {
      demand(items.length, "items in the cart").toBeGreaterThan(0);
    } catch {
      // It is counted.
    }
    await green.get("/carts/c1").ok();
  });
  expect(outcome.request).toMatch(/^flow checkout of [\d.:]+, after request 1$/);
  expect(said(outcome)).toBe("failed: expected items in the cart to be greater than 0, observed 0");
});

test("what the flow's function throws is the prober's fault", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    await green.get("/login").ok();
    throw new TypeError("cart is not\u001b[31m iterable");
  });
  expect(said(outcome)).toBe(
    "error (prober): TypeError: cart is not\\u001b[31m iterable. the flow's function, which threw this",
  );
  const asReason = await runOn(shop, () => Promise.reject("no error"));
  expect(asReason).toMatchObject({ kind: "error", observed: "no error" });
  const atOnce = await runOn(shop, () => {
    throw new Error("before anything");
  });
  expect(atOnce).toMatchObject({ kind: "error", observed: "Error: before anything" });
});

test("a request that is written and never sent is an error, and so is a flow that sends nothing", async () => {
  const shop = await startShop();
  const forgetful = await runOn(shop, async ({ green }) => {
    await green.get("/login").ok();
    green.post("/carts");
  });
  expect(said(forgetful)).toMatch(/^error \(prober\): POST \/carts was written and never sent\. .*\.ok\(\)/);
  const idle = await runOn(shop, async () => undefined);
  expect(said(idle)).toMatch(/^error \(prober\): no request was sent\./);
});

test("a request that nobody awaits is waited for and judged, with those that follow it", async () => {
  const shop = await startShop();
  const failing = await runOn(shop, async ({ green }) => {
    void green.get("/nowhere").ok();
  });
  expect(said(failing)).toMatch(/^failed: .* observed status 404/);
  const passing = await runOn(shop, async ({ green }) => {
    void green
      .post("/carts")
      .created(Cart)
      .then(({ id }) => green.get(`/carts/${id}`).ok());
  });
  expect(passing.kind === "passed" && passing.answer.steps).toHaveLength(2);
});

test("requests at once are each a step, and one that fails does not hide the others", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    await Promise.all([green.get("/login").ok(), green.get("/nowhere").ok(), green.get("/login").ok()]);
  });
  expect(outcome.kind === "failed" && outcome.answer?.steps.map(({ kind }) => kind).toSorted()).toEqual([
    "failed",
    "passed",
    "passed",
  ]);
});

test("a request that cannot be sent as it is written is the flow's own fault", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    await green.get("no slash").ok();
  });
  expect(said(outcome)).toMatch(/^error \(prober\): RequestDefinitionError: GET no slash: path: expected/);
});

test("all requests of a flow share one deadline: a target that takes most of it has failed", async () => {
  const shop = await startShop();
  const startedAt = performance.now();
  const outcome = await runOn(
    shop,
    async ({ green }) => {
      await green.get("/login").ok();
      await green.get("/never").ok();
    },
    { timeout: "80ms" },
  );
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(outcome.request).toMatch(/^flow checkout of [\d.:]+, after request 1$/);
  expect(said(outcome)).toMatch(
    /^failed: expected the end of the flow in 80 ms, observed \d+ ms spent waiting for answers, and none yet to GET \/never$/,
  );
});

test("a flow whose own function takes its time says nothing against the target", async () => {
  const shop = await startShop();
  const outcome = await runOn(
    shop,
    async ({ green }) => {
      await green.get("/login").ok();
      await new Promise(() => undefined);
    },
    { timeout: "120ms" },
  );
  expect(said(outcome)).toMatch(/^error \(prober\): no end of the flow in 120 ms\. the flow's function, which waits/);
});

test("a TimeoutError of the function's own is not taken for the flow's time-out", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async () => {
    await new Promise((_, reject) =>
      AbortSignal.timeout(5).addEventListener("abort", ({ target }) => reject((target as AbortSignal).reason)),
    );
  });
  expect(outcome).toMatchObject({ kind: "error", observed: expect.stringMatching(/^TimeoutError: /) });
});

test("a function that goes on after its time sends nothing any more", async () => {
  const shop = await startShop();
  const tried = Promise.withResolvers<unknown>();
  const outcome = await runOn(
    shop,
    async ({ green, expect: demand, defer }) => {
      defer(() => sleep(30));
      await sleep(30);
      await green.get("/login").ok().catch(tried.resolve);
      demand(1).toBe(2);
    },
    { timeout: "15ms" },
  );
  expect(await tried.promise).toMatchObject({ name: expect.stringMatching(/^Flow(?:TimeUp|Over)$/) });
  expect(outcome).toMatchObject({ kind: "error", observed: "no end of the flow in 15 ms" });
  expect(shop.asked).toEqual([]);
});

test("when its signal is aborted, a flow rejects with the reason", async () => {
  const shop = await startShop();
  const stop = new AbortController();
  const reason = new Error("enough");
  const running = runOn(
    shop,
    async ({ green }) => {
      setTimeout(() => stop.abort(reason), 10);
      await green.get("/never").ok();
    },
    { signal: stop.signal },
  );
  await expect(running).rejects.toBe(reason);
  await expect(runOn(shop, async () => undefined, { signal: stop.signal })).rejects.toBe(reason);
});

test("a flow is a value with a name and times that are checked when it is written", () => {
  const flow = smoke("checkout", async () => undefined, { timeout: "10s" });
  expect(flow).toBeInstanceOf(Flow);
  expect(String(flow)).toBe("flow checkout");
  expect(JSON.parse(JSON.stringify(flow))).toEqual({
    kind: "flow",
    name: "checkout",
    timeoutMs: 10_000,
    cleanupMs: 5_000,
  });
  expect(() => smoke(" ", async () => undefined)).toThrow(/expected a name for the flow/);
  expect(() => smoke("a", async () => undefined, { cleanup: "0s" })).toThrow(/expected a duration/);
});
