import { describe, expect, test } from "vitest";
import { PROBE_KINDS, type Probe } from "../../../shared/probe/probers.ts";
import { customContract } from "../../support/probe/peers/custom-peers.ts";
import { dnsContract } from "../../support/probe/peers/dns-peers.ts";
import { grpcHealthContract } from "../../support/probe/peers/grpc-health-peers.ts";
import { http1Contract, http2Contract } from "../../support/probe/peers/http-peers.ts";
import { tcpContract } from "../../support/probe/peers/tcp-peers.ts";
import { tlsContract } from "../../support/probe/peers/tls-peers.ts";
import { webSocketContract } from "../../support/probe/peers/websocket-peers.ts";
import {
  abort,
  CONDITIONS,
  MARGIN_MS,
  meet,
  SECRET,
  SLOW_MS,
  TIMEOUT_MS,
  WAITED_MS,
  type ProberContract,
} from "../../support/probe/prober-contract.ts";

/** A kind without peers does not compile. */
const CONTRACTS: Readonly<Record<Probe["kind"], readonly [ProberContract, ...ProberContract[]]>> = {
  http: [http1Contract, http2Contract],
  tcp: [tcpContract],
  tls: [tlsContract],
  "grpc-health": [grpcHealthContract],
  websocket: [webSocketContract],
  dns: [dnsContract],
  custom: [customContract],
};

const NAMED = PROBE_KINDS.flatMap((kind) =>
  CONTRACTS[kind].map((contract, index) => ({ name: index === 0 ? kind : `${kind} (${index + 1})`, contract })),
);

test("every kind has a contract of its own kind", () => {
  for (const kind of PROBE_KINDS) expect(CONTRACTS[kind].map(({ probe }) => probe.kind)).toContain(kind);
});

describe.for(NAMED)("the prober of $name", ({ contract }) => {
  test.for(CONDITIONS)("ends as it should, in time and without a trace, with a peer that is %s", async (condition) => {
    const { outcome, ending, recorded, tookMs, left } = await meet(contract, condition);
    expect({ ending, recorded }).toEqual({ ending: contract.peers[condition].ends, recorded });
    expect(tookMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
    // Timers may go off a moment before their time.
    const least = WAITED_MS + (condition === "slow" ? SLOW_MS - 5 : 0);
    expect(outcome.latencyMs).toBeGreaterThanOrEqual(least);
    expect(outcome.latencyMs).toBeLessThanOrEqual(WAITED_MS + tookMs);
    expect(outcome.request).toMatch(/^[^\n\r]+$/u);
    expect(recorded).not.toContain(SECRET.reveal());
    expect(left).toEqual([]);
  });

  test("is aborted at once with the reason of the signal, and leaves nothing", async () => {
    const enough = new Error("enough");
    const { reason, tookMs, left } = await abort(contract, enough);
    expect(reason).toBe(enough);
    expect(tookMs).toBeLessThan(TIMEOUT_MS / 2);
    expect(left).toEqual([]);
  });

  test("has probes that print as one line and are recorded as JSON, without secrets", () => {
    const { probe } = contract;
    const recorded = JSON.stringify(probe);
    expect(String(probe)).toMatch(/^[^\n\r]+$/u);
    expect(JSON.parse(recorded)).toEqual(probe.toJSON());
    expect(`${String(probe)} ${recorded}`).not.toContain(SECRET.reveal());
  });
});
