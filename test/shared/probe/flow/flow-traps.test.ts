import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { satisfies } from "../../../../shared/probe/http/satisfies.ts";
import { said } from "../../../support/probe/probes.ts";
import { startBlackHole } from "../../../support/probe/start-black-hole.ts";
import { runOn, startShop } from "../../../support/probe/start-shop.ts";

test("requests of which one after the other is awaited do not end the process where several fail", async () => {
  const shop = await startShop();
  const before = process.rawListeners("unhandledRejection");
  const outcome = await runOn(shop, async ({ green, expect: demand }) => {
    const ask = async (path: string): Promise<void> => void (await green.get(path).ok());
    const judge = async (): Promise<void> => {
      await green.get("/login").ok();
      demand(1, "items").toBe(2);
    };
    const [first, second, third] = [ask("/nowhere"), ask("/nowhere/else"), judge()];
    await first;
    await Promise.all([second, third]);
  });
  expect(said(outcome)).toMatch(/^failed: .*observed status 404/);
  expect(process.rawListeners("unhandledRejection")).toEqual(before);
});

test("what a function of a flow throws where nobody awaits it is the flow's error", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green }) => {
    void (async () => {
      await green.get("/login").ok();
      throw new TypeError("cart is undefined");
    })();
    await green.get("/login").ok();
    await green.get("/login").ok();
  });
  expect(outcome).toMatchObject({ kind: "error", observed: "TypeError: cart is undefined" });
});

test("a rejection that belongs to no flow is told to whoever listens for it", async () => {
  const shop = await startShop();
  const told: unknown[] = [];
  const before = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason) => told.push(reason));
  const stranger = Promise.withResolvers<void>();
  const derived = stranger.promise.then(() => undefined);
  expect(derived).toBeInstanceOf(Promise);
  const flows = [1, 2].map(() =>
    runOn(shop, async ({ green }) => {
      await green.get("/login").ok();
      stranger.reject(new Error("of nobody"));
      await green.get("/login").ok();
    }),
  );
  stranger.promise.catch(() => undefined);
  expect((await Promise.all(flows)).map(said)).toEqual(["passed", "passed"]);
  process.removeAllListeners("unhandledRejection");
  for (const listener of before) process.on("unhandledRejection", listener);
  expect(told).toEqual([expect.objectContaining({ message: "of nobody" })]);
});

test("what a function that nobody awaits wants to send after the flow's end is an error", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, defer }) => {
    const ended = Promise.withResolvers<void>();
    // What is deferred begins when the flow's function has ended.
    defer(async () => {
      ended.resolve();
      await sleep(30);
    });
    void (async () => {
      await ended.promise;
      await green.get("/nowhere").ok();
    })();
    await green.get("/login").ok();
  });
  expect(said(outcome)).toMatch(
    /^error \(prober\): GET \/nowhere was to be sent, after the flow's function had ended\. .*: await all that it starts$/,
  );
  expect(shop.asked).toEqual(["GET /login"]);
});

test("whoever goes on when all is over does nothing, and ends no process", async () => {
  const shop = await startShop();
  const late = Promise.withResolvers<string>();
  const outcome = await runOn(shop, async ({ green, expect: demand, secret }) => {
    void (async () => {
      await sleep(20);
      demand(1).toBe(2);
      void secret("nowhere").finally(() => late.resolve("a secret"));
      void green
        .get("/nowhere")
        .ok()
        .finally(() => late.resolve("an answer"));
      setTimeout(() => late.resolve("nothing"), 20);
    })();
    await green.get("/login").ok();
  });
  expect(said(outcome)).toBe("passed");
  expect(await late.promise).toBe("nothing");
  expect(shop.asked).toEqual(["GET /login"]);
});

test("a request or a value of which nothing is expected is an error", async () => {
  const shop = await startShop();
  const expecting = await runOn(shop, async ({ green }) => {
    // @ts-expect-error it needs at least one
    await green.get("/nowhere").expect();
  });
  expect(said(expecting)).toMatch(/^error \(prober\): nothing is expected of GET \/nowhere: \.expect\(200\)/);
  const forgetful = await runOn(shop, async ({ green, expect: demand }) => {
    await green.get("/login").ok();
    demand(0, "items in the cart");
  });
  expect(said(forgetful)).toMatch(/^error \(prober\): nothing is expected of items in the cart\. .*\.toBe\(…\)/);
  expect(shop.asked).toEqual(["GET /login"]);
});

test("packets that are dropped say nothing against the target", async () => {
  const target = await startBlackHole();
  const outcome = await runOn(
    { target },
    async ({ green }) => {
      await green.get("/").ok();
    },
    { timeout: "60ms" },
  );
  expect(said(outcome)).toMatch(
    /^error \(way\): no end of the flow in 60 ms: no connection in time for GET \/\. packets are dropped on the way/,
  );
});

test("an expectation that never ends says nothing against the target", async () => {
  const shop = await startShop();
  const outcome = await runOn(
    shop,
    async ({ green }) => {
      await green.get("/login").expect(satisfies("x", () => new Promise<boolean>(() => undefined)));
    },
    { timeout: "200ms" },
  );
  expect(said(outcome)).toMatch(/^error \(prober\): no end of the flow in 200 ms\./);
});
