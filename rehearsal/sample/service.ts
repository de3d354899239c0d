import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { goWrongBy } from "./go-wrong.ts";
import { readOrders } from "./read-orders.ts";

/**
 * The sample service: `node service.ts --release 1.1.0 [--fault FAULT]`. It says on every answer which release it is, in
 * the header x-version, and answers at /orders with what is in the database that DATABASE_URL names. A fault is what a bad
 * release does: on every path unless it names one, so that customers would meet it too.
 *
 * What it takes of its environment (`--green-env SEED=7`):
 * - SEED: a task draws the errors of its error rate from a stream that is the same each time.
 * - WORK_MS: its answers take about so long.
 * - START_MS: it listens so long after its start.
 * - COLD_MS: the first five answers of a task take so much longer.
 * - BODY_BYTES: the answer at / is so much longer.
 * - DEPENDENCY: a file without which it answers 503. Where both colours name the same, removing it is an outage that they share.
 */
const { values } = parseArgs({
  options: { release: { type: "string", default: "1.0.0" }, fault: { type: "string", default: "none" } },
});
const [fault, argument] = values.fault.split("=");
const numberOf = (name: string): number => Number(process.env[name] ?? "0");
const host = process.env["HOST"] ?? "127.0.0.1";
const port = Number(process.env["PORT"] ?? "8080");

/** A crash comes a moment after the start, when the task already counts as running. */
const CRASH_AFTER_SECONDS = 0.8;
/** Answers of a new task that find its caches cold. */
const COLD_ANSWERS = 5;

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

const goWrong = goWrongBy(values.fault, random, (response, error) => answer(response, 500, { error }));
const workMs = numberOf("WORK_MS") * (fault === "slow" ? Number(argument) : 1);
const coldMs = numberOf("COLD_MS");
const padding = ".".repeat(numberOf("BODY_BYTES"));
let answers = 0;

/** Milliseconds for one answer: lognormal, so that some take longer. Not from the seeded draws, which are those of errors. */
function drawWork(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return workMs * Math.exp(0.3 * normal);
}

const dependency = process.env["DEPENDENCY"];

async function serve(url: string, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, "http://sample");
  answers += 1;
  if (coldMs > 0 && answers <= COLD_ANSWERS) await sleep(coldMs);
  if (workMs > 0) await sleep(drawWork());
  if (dependency !== undefined && !existsSync(dependency)) {
    return answer(response, 503, { error: "the payment service does not answer" });
  }
  response.setHeader("x-version", values.release);
  if (await goWrong(pathname, response)) return;
  if (pathname === "/health") {
    const healthy = fault !== "unhealthy";
    return answer(response, healthy ? 200 : 503, { status: healthy ? "ok" : "no connection to the database" });
  }
  if (pathname === "/") return answer(response, 200, { service: "shop", release: values.release, padding });
  if (pathname === "/checkout") return answer(response, 200, { paid: true });
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
  setTimeout(() => {
    server.listen(port, host, () => console.log(`shop ${values.release} listens on ${host}:${port}`));
  }, numberOf("START_MS"));
}
if (fault === "crash" || fault === "crash-after") {
  const seconds = Number(argument ?? CRASH_AFTER_SECONDS);
  setTimeout(() => {
    console.error("FATAL: cannot read the feature flags");
    process.exit(1);
  }, seconds * 1000);
}
process.on("SIGTERM", () => process.exit(0));
