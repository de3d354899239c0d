import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { custom } from "../../../shared/probe/custom/custom-probe.ts";
import { value } from "../../../shared/probe/custom/value.ts";
import { get } from "../../../shared/probe/http/http-probe.ts";
import { satisfies } from "../../../shared/probe/http/satisfies.ts";
import { within } from "../../../shared/probe/http/within.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { said } from "../../support/probe/probes.ts";
import { startHttp2 } from "../../support/probe/start-http2.ts";
import { isGone, startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const unending = (): Promise<boolean> => new Promise(() => undefined);

test("a probe that expects nothing of its answer is an error, and is not sent", async () => {
  const { target, connections } = await startHttp((_request, response) => response.writeHead(500).end());
  const outcome = await runProbe(get("/health"), target, never);
  expect(said(outcome)).toMatch(/^error \(prober\): nothing is expected of its answer: add \.expect\(200\)/);
  expect(connections).toHaveLength(0);
});

test("a probe that expects an answer in time expects something, also while the target warms up", async () => {
  const { target } = await startHttp((_request, response) => response.end());
  expect(said(await runProbe(get("/health").expect(within("1s")), target, never, { warmUpMs: 1_000 }))).toBe("passed");
});

test("an expectation that does not end is an error of the prober, in time", async () => {
  const { target } = await startHttp((_request, response) => response.end());
  const waits = get("/health", { timeout: "60ms" }).expect(200, satisfies("ends", unending));
  expect(said(await runProbe(waits, target, never))).toMatch(
    /^error \(prober\): an expectation did not end in 60 ms\. a function that an expectation was given/,
  );
  // The time that a phase may take is not that of whoever judges it.
  const phases = { timeout: "60ms", phaseTimeouts: { body: "1ms" } } as const;
  const later = satisfies("ends", () => new Promise<boolean>((resolve) => setTimeout(resolve, 20, true)));
  expect(said(await runProbe(get("/health", phases).expect(later), target, never))).toBe("passed");
});

test("an expectation that does not end does not hold up an abort", async () => {
  const controller = new AbortController();
  const judging = Promise.withResolvers<void>();
  const waits = value("ends", () => (judging.resolve(), unending()));
  const target: Target = { address: "10.0.1.7", port: 8080, label: "green task" };
  const outcome = runProbe(custom("depth", () => 12).expect(waits), target, controller.signal);
  await judging.promise;
  controller.abort(new Error("enough"));
  await expect(outcome).rejects.toThrow("enough");
});

test.for(["1.1", "2"] as const)(
  "a connection over HTTP/%s that nobody keeps is closed after its probe",
  async (version) => {
    const { target, connections } = await (version === "2"
      ? startHttp2((stream) => (stream.respond({ ":status": 200 }), stream.end()))
      : startHttp((_request, to) => to.end()));
    const kept = get("/health", { version, keepAlive: true }).expect(200);
    expect(said(await runProbe(kept, target, never))).toBe("passed");
    await expect.poll(() => connections.every(isGone)).toBe(true);
    expect(connections).toHaveLength(1);
  },
);

test.for([0, -1, Number.NaN])("a warm-up of %s ms is refused", async (warmUpMs) => {
  const { target } = await startHttp((_request, response) => response.end());
  await expect(runProbe(get("/").expect(200), target, never, { warmUpMs })).rejects.toThrow(RangeError);
});

/** A server that answers while this thread is busy. */
async function startElsewhere(): Promise<{ readonly target: Target; readonly worker: Worker }> {
  const worker = new Worker(
    `const { parentPort } = require("node:worker_threads");
     const server = require("node:http").createServer((request, response) => {
       parentPort.postMessage("asked");
       setTimeout(() => response.end("ok"), 20);
     });
     server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  onTestFinished(async () => void (await worker.terminate()));
  const [port] = (await once(worker, "message")) as [number];
  return { target: { address: "127.0.0.1", port, label: "green task" }, worker };
}

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test("an answer that came in time counts, also where the prober was too busy to read it", async () => {
  const { target, worker } = await startElsewhere();
  const asking = runProbe(get("/health", { timeout: "150ms" }).expect(200), target, never);
  await once(worker, "message");
  block(180);
  expect(said(await asking)).toBe("passed");
});

test("a time-out that the prober itself has slept through is no evidence against the peer", async () => {
  const { target } = await startElsewhere();
  const asking = runProbe(get("/health", { timeout: "100ms" }).expect(200), target, never);
  block(500);
  expect(said(await asking)).toMatch(
    /^error \(prober\): this function was busy for (?:39|4\d)\d ms\. work of this process/,
  );
});
