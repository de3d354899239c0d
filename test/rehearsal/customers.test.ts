import { expect, test, vi } from "vitest";

import { CUSTOMER_HEADER, type Customers, startCustomers } from "../../rehearsal/customers.ts";
import { startTarget } from "./elb/start-target.ts";

const RATE = { requestsPerSecond: 500 };

test("each answer counts for its side, and an error that green gives counts twice: for green and as an error", async () => {
  let customers: Customers | undefined;
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    const number = Number(incoming.headers[CUSTOMER_HEADER]);
    const green = number % 2 === 0;
    const status = number % 4 === 0 ? 503 : 200;
    customers?.recordAnswer(number, green ? "green" : "blue", status);
    outgoing.writeHead(status).end();
  });
  customers = startCustomers({ host: target.id, port: target.port, ...RATE }, new AbortController().signal);
  await vi.waitFor(() => expect(customers?.counts().requests).toBeGreaterThanOrEqual(12), { interval: 1 });
  const { requests, answeredByBlue, answeredByGreen, errors } = await customers.stop();
  expect(answeredByBlue).toBe(Math.ceil(requests / 2));
  expect(answeredByGreen).toBe(Math.floor(requests / 2));
  expect(errors).toBe(Math.floor(requests / 4));
});

test("customers ask their paths in turn", async () => {
  const asked: string[] = [];
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    asked[Number(incoming.headers[CUSTOMER_HEADER])] = incoming.url ?? "";
    outgoing.end();
  });
  const options = { host: target.id, port: target.port, paths: ["/", "/checkout", "/"] as const, ...RATE };
  const customers = startCustomers(options, new AbortController().signal);
  await vi.waitFor(() => expect(customers.counts().requests).toBeGreaterThanOrEqual(6), { interval: 1 });
  await customers.stop();
  expect(asked.slice(1, 7)).toEqual(["/", "/checkout", "/", "/", "/checkout", "/"]);
});

test("a slow service meets as many customers as a fast one, and stopping waits for their answers", async () => {
  const waiting: (() => void)[] = [];
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => waiting.push(() => outgoing.end()));
  const customers = startCustomers({ host: target.id, port: target.port, ...RATE }, new AbortController().signal);
  await vi.waitFor(() => expect(waiting.length).toBeGreaterThanOrEqual(20), { interval: 1 });
  const stopping = customers.stop();
  await vi.waitFor(() => expect(waiting).toHaveLength(customers.counts().requests), { interval: 1 });
  for (const answer of waiting) {
    answer();
  }
  expect((await stopping).errors).toBe(0);
});

test("no answer in time, a broken answer and a refused connection are errors, and a late record adds no answer", async () => {
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    if (Number(incoming.headers[CUSTOMER_HEADER]) % 2 === 0) {
      outgoing.writeHead(200, { "content-length": 10 }).write("half", () => incoming.socket.destroy());
    }
  });
  const options = { host: target.id, port: target.port, timeoutMs: 30, ...RATE };
  const customers = startCustomers(options, new AbortController().signal);
  await vi.waitFor(() => expect(customers.counts().requests).toBeGreaterThan(4), { interval: 1 });
  target.server.close();
  const asked = customers.counts().requests;
  await vi.waitFor(() => expect(customers.counts().requests).toBeGreaterThan(asked), { interval: 1 });
  customers.recordAnswer(1, "green", 460);
  const counts = await customers.stop();
  expect(counts).toEqual({ requests: counts.requests, answeredByBlue: 0, answeredByGreen: 0, errors: counts.requests });
});

test("requests in flight at an interruption are abandoned: neither answered nor errors, and none follows", async () => {
  const controller = new AbortController();
  const target = await startTarget("127.0.3.7", () => {});
  const customers = startCustomers({ host: target.id, port: target.port, ...RATE }, controller.signal);
  await vi.waitFor(() => expect(customers.counts().requests).toBeGreaterThan(3), { interval: 1 });
  controller.abort();
  const counts = await customers.stop();
  expect(counts).toEqual({ requests: counts.requests, answeredByBlue: 0, answeredByGreen: 0, errors: 0 });
});

test("customers come at the rate that was asked for, the first at once", async () => {
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.end());
  const startedAt = performance.now();
  const options = { host: target.id, port: target.port, requestsPerSecond: 100 };
  const customers = startCustomers(options, new AbortController().signal);
  expect(customers.counts().requests).toBe(1);
  await vi.waitFor(() => expect(customers.counts().requests).toBe(5), { interval: 1 });
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(40);
  await customers.stop();
});

test("at a rate of 0 nobody comes", async () => {
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.end());
  const options = { host: target.id, port: target.port, requestsPerSecond: 0 };
  const customers = startCustomers(options, new AbortController().signal);
  expect((await customers.stop()).requests).toBe(0);
});
