import * as v from "valibot";
import { custom } from "../../shared/probe/custom/custom-probe.ts";
import { dns } from "../../shared/probe/dns/dns-probe.ts";
import { grpcHealth } from "../../shared/probe/grpc/grpc-health-probe.ts";
import { body } from "../../shared/probe/http/body.ts";
import { get, type HttpProbe } from "../../shared/probe/http/http-probe.ts";
import { satisfies } from "../../shared/probe/http/satisfies.ts";
import { identityHeader, is } from "../../shared/probe/identity.ts";
import type { Probe } from "../../shared/probe/probers.ts";
import type { Target } from "../../shared/probe/target.ts";
import { certificates } from "../support/probe/certificates.ts";
import { startBlackHole } from "../support/probe/start-black-hole.ts";
import { startDns } from "../support/probe/start-dns.ts";
import { startGrpcHealth } from "../support/probe/start-grpc-health.ts";
import { closedPort, startHttp, startRaw, startTcp } from "../support/probe/start-server.ts";
import { secured, startTls } from "../support/probe/start-tls.ts";
import { exampleService } from "./example-service.ts";

const health = get("/health").expect(200);
/** For whoever does not answer at all. */
const hasty = get("/health", { timeout: "300ms", phaseTimeouts: { connect: "300ms" } }).expect(200);

/** A probe, and the target whose fault, or whose way's, is to show. */
type Fault = () => Promise<readonly [Probe, Target]>;

async function ask(probe: Probe, starting: Promise<{ readonly target: Target }>): Promise<readonly [Probe, Target]> {
  return [probe, (await starting).target];
}

function large(): HttpProbe {
  return get("/large").expect(body(v.string()));
}

/** What may happen to a probe, by the words in which docs/probes.md names it. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  "nothing listens on the port": async () => [health, await closedPort()],
  "packets are dropped": async () => [hasty, await startBlackHole()],
  "the name is unknown": async () => [hasty, { address: "no-such-name.invalid", port: 80, label: "nobody" }],
  "the connection stands, and no answer comes": async () => [hasty, (await startTcp(() => undefined)).target],
  "something else listens there": () => ask(health, startRaw("SSH-2.0-OpenSSH_9.6\r\n")),
  "an unexpected answer": () => ask(get("/broken").expect(200), startHttp(exampleService())),
  "another version answers": () =>
    ask(health.expect(is(identityHeader("x-version"), "1.4.2")), startHttp(exampleService("1.4.1"))),
  "more than a limit": () =>
    ask(
      large(),
      startHttp((_, response) => response.end("x".repeat(2 * 1024 * 1024))),
    ),
  "TLS, to a port without": async () => {
    const { target } = await startHttp(exampleService());
    return [health, { ...target, tls: {} }];
  },
  "TLS, and no handshake": async () => [hasty, secured(await startTcp(() => undefined)).target],
  "an expired certificate": () => ask(health, startTls(certificates.expired())),
  "a certificate for another name": () => ask(health, startTls(certificates.wrongName())),
  "a certificate that signed itself": () => ask(health, startTls(certificates.selfSigned())),
  "gRPC without a health service": () =>
    ask(
      grpcHealth(),
      startGrpcHealth(() => ({ grpcStatus: 12 })),
    ),
  "a name server is silent": () =>
    ask(
      dns("shop.local", "A", { timeout: "200ms" }),
      startDns(() => undefined),
    ),
  "an expectation waits for ever": () =>
    ask(hasty.expect(satisfies("in stock", () => new Promise<boolean>(() => undefined))), startHttp(exampleService())),
  "nothing is expected of an answer": () => ask(get("/health"), startHttp(exampleService())),
  "a function of your own throws": () =>
    ask(
      custom("stock is sufficient", () => {
        throw new TypeError("stock is undefined");
      }),
      startHttp(exampleService()),
    ),
};

/** @throws {RangeError} for words that name no fault */
export function startFault(what: string): Promise<readonly [Probe, Target]> {
  const start = FAULTS[what];
  if (!start) throw new RangeError(`expected the words of a fault, received ${what}`);
  return start();
}
