import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { readOrders } from "./read-orders.ts";

/**
 * The sample service: `node service.ts --release 1.1.0 [--fault FAULT]`. It says on every answer which release it is, in
 * the header x-version, and answers at /orders with what is in the database that DATABASE_URL names. A fault is what a bad
 * release does, on every path, so that customers would meet it too.
 *
 * What it takes of its environment (`--green-env SEED=7`):
 * - SEED: a task draws the errors of its error rate from a stream that is the same each time.
 * - WORK_MS: its answers take about so long.
 * - DEPENDENCY: a file without which it answers 503. Where both colours name the same, removing it is an outage that they share.
 */
const { values } = parseArgs({
  options: { release: { type: "string", default: "1.0.0" }, fault: { type: "string", default: "none" } },
});
const [fault, argument] = values.fault.split("=");
const host = process.env["HOST"] ?? "127.0.0.1";
const port = Number(process.env["PORT"] ?? "8080");

/** A crash comes a moment after the start, when the task already counts as running. */
const CRASH_AFTER_MS = 1_500;

const random = drawsOf(process.env["SEED"]);

/** Numbers 0..1, the same for the same seed and task: tasks differ in the last number of their address. */
function drawsOf(seed: string | undefined): () => number {
  if (seed === undefined) return Math.random;
  let draw = 0;
  return () => {
    draw += 1;
    const text = `${seed} ${host.split(".").at(-1)} ${draw}`;
    return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (status >= 500) console.error(`${response.req.method} ${response.req.url} ${status} ${JSON.stringify(body)}`);
  response.writeHead(status, { "content-type": "application/json", "x-version": values.release });
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  void serve(request.url ?? "/", response);
});

const workMs = Number(process.env["WORK_MS"] ?? "0") * (fault === "slow" ? Number(argument) : 1);

/** Milliseconds for one answer: lognormal, so that some take longer. Not from the seeded draws, which are those of errors. */
function drawWork(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return workMs * Math.exp(0.3 * normal);
}

const dependency = process.env["DEPENDENCY"];

async function serve(url: string, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, "http://sample");
  if (workMs > 0) await sleep(drawWork());
  if (dependency !== undefined && !existsSync(dependency)) {
    return answer(response, 503, { error: "the payment service does not answer" });
  }
  switch (fault) {
    case "dead":
      return;
    case undefined:
      break;
    case "latency":
      await sleep(Number.parseInt(argument ?? "0", 10));
      break;
    case "error-rate":
      if (random() < Number(argument)) return answer(response, 500, { error: "the orders table has no column note" });
      break;
    default:
  }
  if (pathname === "/health") {
    const healthy = fault !== "unhealthy";
    return answer(response, healthy ? 200 : 503, { status: healthy ? "ok" : "no connection to the database" });
  }
  if (pathname === "/") return answer(response, 200, { service: "shop", release: values.release });
  if (pathname === "/orders") return answerOrders(response);
  answer(response, 404, { error: "not found" });
}

async function answerOrders(response: ServerResponse): Promise<void> {
  const url = process.env["DATABASE_URL"];
  if (url === undefined) return answer(response, 404, { error: "expected DATABASE_URL, the database of the orders" });
  try {
    answer(response, 200, { orders: await readOrders(url, values.release) });
  } catch (error) {
    answer(response, 500, { error: String(error) });
  }
}

if (fault === "refuse") {
  // Runs, and never listens: a process that waits for something that does not come.
  setInterval(() => undefined, 60_000);
  console.log("waiting for the message broker");
} else {
  server.listen(port, host, () => console.log(`shop ${values.release} listens on ${host}:${port}`));
}
if (fault === "crash") {
  setTimeout(() => {
    console.error("FATAL: cannot read the feature flags");
    process.exit(1);
  }, CRASH_AFTER_MS);
}
process.on("SIGTERM", () => process.exit(0));
