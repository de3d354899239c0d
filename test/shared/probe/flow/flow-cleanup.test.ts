import { expect, test } from "vitest";
import { said } from "../../../support/probe/probes.ts";
import { runOn, startShop } from "../../../support/probe/start-shop.ts";

const never = (): Promise<never> => new Promise(() => undefined);

test("what was deferred is done in reverse order, and what it defers itself next", async () => {
  const shop = await startShop();
  const done: string[] = [];
  const outcome = await runOn(shop, async ({ green, defer }) => {
    defer(async () => done.push("first"));
    defer(async () => {
      done.push("second");
      defer(async () => done.push("of the second"));
    });
    await green.get("/login").ok();
    defer(async () => done.push("third"));
  });
  expect(said(outcome)).toBe("passed");
  expect(done).toEqual(["third", "second", "of the second", "first"]);
});

test("it is done after a failure, and each where another fails", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, defer }) => {
    await green.post("/carts").ok();
    defer(() => green.delete("/carts/c1").ok());
    defer(() => Promise.reject(new Error("one")));
    defer(() => {
      throw new Error("another");
    });
    await green.get("/nowhere").ok();
  });
  expect(shop.asked.at(-1)).toBe("DELETE /carts/c1");
  expect(outcome.request).toMatch(/, request 2, GET .*\/nowhere$/);
});

test("it is done after a time-out, within its own time and with a signal of its own", async () => {
  const shop = await startShop();
  const signals: boolean[] = [];
  const outcome = await runOn(
    shop,
    async ({ green, defer, secret, signal }) => {
      await green.post("/carts").ok();
      defer(async (own) => {
        signals.push(signal.aborted, own.aborted);
        await green.delete("/carts/c1", { bearer: await secret("token") }).ok();
      });
      await never();
    },
    { timeout: "120ms", secrets: { token: "hunter2-hunter2" } },
  );
  expect(outcome).toMatchObject({ kind: "error", observed: "no end of the flow in 120 ms" });
  expect(shop.asked).toEqual(["POST /carts", "DELETE /carts/c1"]);
  expect(signals).toEqual([true, false]);
});

test("it is done after an abort, which then rejects with its reason", async () => {
  const shop = await startShop();
  const stop = new AbortController();
  const running = runOn(
    shop,
    async ({ green, defer }) => {
      await green.post("/carts").ok();
      defer(() => green.delete("/carts/c1").ok());
      stop.abort(new Error("enough"));
      await never();
    },
    { signal: stop.signal },
  );
  await expect(running).rejects.toThrow("enough");
  expect(shop.asked.at(-1)).toBe("DELETE /carts/c1");
});

test("a cleanup that fails fails the flow, and is named as such", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, defer }) => {
    defer(() => green.delete("/carts/c9").ok());
    await green.get("/login").ok();
  });
  expect(outcome.request).toMatch(/^flow checkout of [\d.:]+, cleanup, request 2, DELETE .*\/carts\/c9$/);
  expect(said(outcome)).toMatch(/^failed: .* observed status 404/);
});

test("a cleanup that never ends is not waited for, and those before it are called all the same", async () => {
  const shop = await startShop();
  const called: boolean[] = [];
  const startedAt = performance.now();
  const outcome = await runOn(
    shop,
    async ({ green, defer }) => {
      defer(async (own) => void called.push(own.aborted));
      defer(never);
      await green.get("/login").ok();
    },
    { cleanup: "30ms" },
  );
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(called).toEqual([true]);
  expect(outcome.request).toMatch(/, cleanup, after request 1$/);
  expect(said(outcome)).toMatch(/^error \(prober\): no end of what the flow deferred in 30 ms\. .* raise its cleanup$/);
});

test("a request that is under way when the flow fails has ended before the cleanup begins", async () => {
  const shop = await startShop();
  const order: string[] = [];
  await runOn(shop, async ({ green, defer }) => {
    defer(async () => order.push("cleanup"));
    void green
      .post("/carts")
      .ok()
      .finally(() => order.push("answered"));
    throw new Error("at once");
  });
  expect(shop.asked).toEqual(["POST /carts"]);
  expect(order[0]).toBe("answered");
});

test("what defers itself again and again ends with the time for it", async () => {
  const shop = await startShop();
  let calls = 0;
  const outcome = await runOn(
    shop,
    async ({ green, defer }) => {
      const again = async (): Promise<void> => {
        calls += 1;
        defer(again);
      };
      defer(again);
      await green.get("/login").ok();
    },
    { cleanup: "30ms" },
  );
  expect(said(outcome)).toMatch(/^error \(prober\): no end of what the flow deferred in 30 ms/);
  expect(calls).toBeGreaterThan(1);
});

test("a flow that sends nothing itself has not passed because its cleanup did", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, defer }) => {
    defer(() => green.get("/login").ok());
  });
  expect(said(outcome)).toMatch(/^error \(prober\): no request was sent but by the cleanup\./);
});
