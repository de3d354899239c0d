import type { Probe } from "../../shared/probe/probers.ts";
import type { Target } from "../../shared/probe/target.ts";
import { certificates, NAME } from "../support/probe/certificates.ts";
import { address, startDns, type DnsReply } from "../support/probe/start-dns.ts";
import { startGrpcHealth, type HealthReply } from "../support/probe/start-grpc-health.ts";
import { startHttp2 } from "../support/probe/start-http2.ts";
import { startMail } from "../support/probe/start-mail.ts";
import { closedPort, startHttp, startHttps, startTcp, type RunningServer } from "../support/probe/start-server.ts";
import { secured, startTls } from "../support/probe/start-tls.ts";
import { startWebSocket } from "../support/probe/start-websocket.ts";
import { exampleService } from "./example-service.ts";

type Start = () => Promise<Pick<RunningServer, "target">>;

/** Whom a probe of each kind is sent to. */
const BY_KIND: Readonly<Record<Probe["kind"], Start>> = {
  http: () => startHttp(exampleService()),
  custom: () => startHttp(exampleService()),
  tcp: () => startTcp((socket) => socket.on("data", () => socket.write("+PONG\r\n"))),
  tls: () => startTls(certificates.chain(), { ALPNProtocols: ["h2", "http/1.1"] }),
  "grpc-health": () => startGrpcHealth(({ service }) => HEALTH[service] ?? { grpcStatus: 5, grpcMessage: "unknown" }),
  websocket: () => startLive(),
  dns: () => startDns(({ name, type }) => RECORDS[`${type} ${name}`] ?? { rcode: "NXDOMAIN" }),
};

/** And whom one that is exported under such a name is sent to. */
const BY_NAME: Readonly<Record<string, Start>> = {
  mail: () => startMail(),
  overHttp2: () =>
    startHttp2((stream) => {
      stream.respond({ ":status": 200 });
      stream.end("ok");
    }),
  expiring: () => startTls(certificates.expiring()),
  portIsClosed: async () => ({ target: await closedPort() }),
};

const HEALTH: Readonly<Record<string, HealthReply>> = {
  "shop.Orders": { status: 1, trailers: { "x-revision": "1.4.2" } },
  "shop.Payments": { status: 2 },
};

const RECORDS: Readonly<Record<string, DnsReply>> = {
  "A orders.shop.local": { records: [address("10.0.1.7", 10), address("10.0.1.8", 10)] },
};

function startLive(): Promise<RunningServer> {
  const settings = { handleProtocols: (offered: Set<string>) => offered.has("orders.v1") && "orders.v1" };
  return startWebSocket((socket) => {
    socket.send(JSON.stringify({ type: "heartbeat" }));
    socket.on("message", (data: Buffer) => {
      const { subscribe } = JSON.parse(data.toString()) as { readonly subscribe?: string };
      if (subscribe === undefined) socket.close(1008, "subscribe first");
      else socket.send(JSON.stringify({ type: "subscribed", to: subscribe }));
    });
  }, settings);
}

/** Whom a probe is sent to that an example exports under `name`. */
export async function targetOf(name: string, kind: Probe["kind"]): Promise<Target> {
  const { target } = await (BY_NAME[name] ?? BY_KIND[kind])();
  return { ...target, label: "green task 1" };
}

/** What a function of an example is given for each of its parameters, by its name. */
export const ARGUMENTS: Readonly<Record<string, () => unknown>> = {
  target: () => targetOf("target", "http"),
  green: () => startTasks("green", "1.4.2"),
  /** Still forwards to blue. */
  listener: async () => (await startTasks("the test listener", "1.4.1"))[0],
  secureTarget: async () =>
    secured(await startHttps(certificates.good(), exampleService()), { serverName: NAME }).target,
  ca: () => certificates.authority().cert,
  signal: () => new AbortController().signal,
};

async function startTasks(name: string, version: string): Promise<readonly Target[]> {
  const tasks = await Promise.all([1, 2].map(() => startHttp(exampleService(version))));
  return tasks.map(({ target }, index) => ({ ...target, label: `${name} task ${index + 1}` }));
}
