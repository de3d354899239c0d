import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";

const TOKEN = "session-5f1e";
const PASSWORD = "hunter2-hunter2";

/** What the examples' secrets are, by their names. */
export const SECRETS: Readonly<Record<string, string>> = {
  "secretsmanager:shop/smoke#password": PASSWORD,
  "ssm:/shop/token": TOKEN,
};

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** The shop that the examples of docs/probes.md ask: it is real, and keeps its orders in memory. */
export function exampleService(version = "1.4.2"): RequestListener {
  const orders = new Map<string, object>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = await replyTo(request, version, orders);
    const body = reply.json === undefined ? (reply.text ?? "") : JSON.stringify(reply.json);
    const type = reply.json === undefined ? "text/plain" : "application/json";
    const isCompressed = String(request.headers["accept-encoding"]).includes("gzip");
    response.writeHead(reply.status ?? 200, {
      "content-type": type,
      "x-version": version,
      ...(isCompressed && { "content-encoding": "gzip" }),
      ...reply.headers,
    });
    response.end(isCompressed ? gzipSync(body) : body);
  };
  return (request, response) => void answer(request, response);
}

async function replyTo(request: IncomingMessage, version: string, orders: Map<string, object>): Promise<Reply> {
  const { method = "GET", url = "", headers } = request;
  const sent = await text(request);
  const { pathname, searchParams } = new URL(url, "http://shop.example");
  const [, collection, id = ""] = pathname.split("/");
  switch (`${method} /${collection}`) {
    case "GET /health": {
      const checks = [
        { name: "database", ms: 3 },
        { name: "queue", ms: 41 },
      ];
      return { json: { status: "ok", build: { commit: version, day: "2026-11-20" }, checks } };
    }
    case "GET /broken":
      return { status: 503, text: "no connection to the database" };
    case "GET /metrics":
      return { text: "# orders that wait\norders_queued 4\n" };
    case "GET /host":
      return { text: headers.host ?? "" };
    case "GET /search":
      return { json: { page: Number(searchParams.get("page")), items: ["tea"] } };
    case "GET /old":
      return { status: 301, headers: { location: "/health" } };
    case "GET /away":
      return { status: 302, headers: { location: "https://shop.example/health" } };
    case "GET /slow":
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { text: "at last" };
    case "POST /login":
      return logIn(sent);
    case "POST /orders":
      if (!isKnown(headers)) return { status: 401, text: "who are you?" };
      orders.set("o-1", { id: "o-1", total: 12.5, items: ["tea"] });
      return { status: 201, json: orders.get("o-1") };
    case "GET /orders":
      if (!isKnown(headers)) return { status: 401, text: "who are you?" };
      return orders.has(id) ? { json: orders.get(id) } : { status: 404, text: "no such order" };
    case "DELETE /orders":
      return { status: orders.delete(id) ? 204 : 404 };
    default:
      return { status: 404, text: "no such page" };
  }
}

function isKnown({ authorization }: IncomingMessage["headers"]): boolean {
  return authorization === `Bearer ${TOKEN}`;
}

function logIn(sent: string): Reply {
  const { user, password } = JSON.parse(sent) as { readonly user?: string; readonly password?: string };
  if (user !== "smoke" || password !== PASSWORD) return { status: 401, text: `${user} with ${password}: who is that?` };
  const cookie = `session=${TOKEN}; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax`;
  return { json: { token: TOKEN }, headers: { "set-cookie": cookie } };
}
