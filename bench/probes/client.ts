import { Client, Pool } from "undici";
import { Connections } from "../../shared/probe/connections.ts";
import { header } from "../../shared/probe/http/header.ts";
import { get } from "../../shared/probe/http/http-probe.ts";
import { text } from "../../shared/probe/http/text.ts";
import { runProbe } from "../../shared/probe/run-probe.ts";

/** Sends one request and checks its answer as all the others do: status, a header, and text in the body. */
type Ask = () => Promise<void>;

const [kind = "", port = "", amount = "", atOnce = ""] = process.argv.slice(2);
const never = new AbortController().signal;
const origin = `http://127.0.0.1:${port}`;
const target = { address: "127.0.0.1", port: Number(port), label: "bench" };

function check(status: number, version: unknown, body: string): void {
  if (status !== 200 || version !== "1.4.2" || !body.includes('"ok"')) throw new Error(`unexpected answer ${status}`);
}

/** Over a connection that is kept, or one of its own. */
function ours(keepAlive: boolean): Ask {
  const probe = get("/health", { keepAlive }).expect(200, header("x-version", "1.4.2"), text('"ok"'));
  const connections = new Connections();
  return async () => {
    const outcome = await runProbe(probe, target, never, { connections });
    if (outcome.kind !== "passed") throw new Error(`${outcome.kind}: ${outcome.observed}`);
  };
}

const ASKS: Readonly<Record<string, () => Ask>> = {
  "ours-kept": () => ours(true),
  "ours-new": () => ours(false),
  "undici-kept": () => {
    const pool = new Pool(origin, { connections: Number(atOnce), allowH2: false });
    return async () => {
      const { statusCode, headers, body } = await pool.request({ method: "GET", path: "/health" });
      check(statusCode, headers["x-version"], await body.text());
    };
  },
  "undici-new": () => async () => {
    const client = new Client(origin, { allowH2: false });
    const { statusCode, headers, body } = await client.request({ method: "GET", path: "/health", reset: true });
    check(statusCode, headers["x-version"], await body.text());
    await client.destroy();
  },
};

const ask = ASKS[kind]?.();
if (!ask) throw new Error(`expected one of ${Object.keys(ASKS).join(", ")}, received ${kind}`);
let left = Number(amount);
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    while (left > 0) {
      left -= 1;
      await ask();
    }
  }),
);
process.exit(0);
