import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { smoke, type Flow, type FlowOptions } from "../../../shared/probe/flow/flow.ts";
import type { FlowAnswer } from "../../../shared/probe/flow/flow-outcome.ts";
import { runFlow } from "../../../shared/probe/flow/run-flow.ts";
import type { Outcome } from "../../../shared/probe/outcome.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { startHttp } from "./start-server.ts";

/** A service that flows are run against, and all that it was asked. */
export interface Shop {
  readonly target: Target;
  /** `POST /carts`, in the order in which they came. */
  readonly asked: readonly string[];
}

/** What is not its own path answers 404. `/echo` answers 400 with what it was sent; `/never` does not answer. */
export async function startShop(): Promise<Shop> {
  const asked: string[] = [];
  const carts = new Set<string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "" } = request;
    asked.push(`${method} ${url}`);
    const body = await text(request);
    const send = (status: number, json?: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    };
    const [, collection = "", id = ""] = url.split(/[/?]/);
    if (url === "/never") return;
    if (collection === "echo") {
      const { authorization, "x-key": key } = request.headers;
      return send(400, { authorization, key, body, url });
    }
    if (collection === "login") return send(200, { token: "captured-token-1", user: 7 });
    if (collection !== "carts") return send(404, { error: "no such page" });
    if (method === "POST") {
      carts.add("c1");
      return send(201, { id: "c1", items: [] });
    }
    if (!carts.has(id)) return send(404, { error: "no such cart" });
    if (method !== "DELETE") return send(200, { id, items: ["tea"] });
    carts.delete(id);
    response.writeHead(204).end();
  };
  const { target } = await startHttp((request, response) => void answer(request, response));
  return { target, asked };
}

export interface RunSettings extends FlowOptions {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs `body` as the flow `checkout`. */
export function runOn(
  { target }: Pick<Shop, "target">,
  body: Flow["body"],
  { secrets = {}, signal = new AbortController().signal, ...options }: RunSettings = {},
): Promise<Outcome<FlowAnswer>> {
  const source = async (name: string): Promise<string> => {
    const value = secrets[name];
    if (value === undefined) throw new Error(`Secret "${name}": expected one that is there`);
    return value;
  };
  return runFlow(smoke("checkout", body, options), target, source, signal);
}
