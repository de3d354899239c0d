import { setTimeout as sleep } from "node:timers/promises";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import type { Outcome } from "../../../shared/probe/outcome.ts";
import type { Probe } from "../../../shared/probe/probers.ts";
import { Secret } from "../../../shared/probe/secret.ts";
import type { Target } from "../../../shared/probe/target.ts";

/**
 * What a peer may be like, each of which every prober has to cope with.
 * - `refusing`: nothing listens on its port.
 * - `wrong`: it answers, but not what is expected.
 * - `silent`: it takes the connection, and says nothing.
 * - `slow`: it answers after {@link SLOW_MS}.
 * - `halfClosed`: it ends its side of the connection before it has answered, and goes on to listen.
 * - `reset`: it resets the connection in the middle of its answer.
 * - `hostile`: it floods whoever asks, or answers with garbage.
 */
export const CONDITIONS = ["healthy", "refusing", "wrong", "silent", "slow", "halfClosed", "reset", "hostile"] as const;
export type Condition = (typeof CONDITIONS)[number];

/** When each probe of the contract gives up. */
export const TIMEOUT = "1s";
export const TIMEOUT_MS = 1_000;
export const SLOW_MS = 100;
/** What a machine that has much else to do may need beside that. */
export const MARGIN_MS = 3_000;
/** So long before it really does, each probe should have begun: its latency counts from there. */
export const WAITED_MS = 500;

/** Carried by every probe of the contract whose kind can carry a secret. */
export const SECRET = new Secret("s3cret-t0ken");

/** A running peer. */
export interface Peer {
  readonly target: Target;
  /** Whether anything of a probe has come. */
  readonly isReached: () => boolean;
  /** How many connections the prober holds open. */
  readonly open: () => number;
  readonly close: () => void;
}

export type Ending = "passed" | "failed" | "error (prober)" | "error (way)";

export interface PeerCase {
  readonly start: () => Promise<Peer>;
  readonly ends: Ending;
}

/** What a kind of probe has to bring along. */
export interface ProberContract {
  /** Gives up after {@link TIMEOUT}; with {@link SECRET} in it where the kind can carry one. */
  readonly probe: Probe;
  readonly peers: Readonly<Record<Condition, PeerCase>>;
}

/** What came of a probe of a peer. */
export interface Meeting {
  readonly outcome: Outcome;
  readonly ending: Ending;
  /** All of the outcome that may be printed or recorded. */
  readonly recorded: string;
  readonly tookMs: number;
  /** What the prober held open even a while after it had ended: `TCPSocketWrap`, `2 connections`. */
  readonly left: readonly string[];
}

/** Asks a peer, which is closed then. */
export async function meet({ probe, peers }: ProberContract, condition: Condition): Promise<Meeting> {
  const before = countHandles();
  const peer = await peers[condition].start();
  const begun = performance.now();
  const intendedStart = begun - WAITED_MS;
  const outcome = await runProbe(probe, peer.target, new AbortController().signal, { intendedStart });
  const tookMs = performance.now() - begun;
  // The answer is the peer's own words, for expectations and flows to look at: it is neither printed nor recorded.
  const recorded = JSON.stringify({ ...outcome, answer: undefined });
  const ending = outcome.kind === "error" ? (`error (${outcome.where})` as const) : outcome.kind;
  return { outcome, ending, recorded, tookMs, left: await findLeft(peer, before) };
}

/** What came of a probe that was aborted while it waited for a peer that says nothing. */
export interface Abort {
  /** What it was rejected with; undefined where it was not. */
  readonly reason: unknown;
  readonly tookMs: number;
  readonly left: readonly string[];
}

export async function abort({ probe, peers }: ProberContract, reason: Error): Promise<Abort> {
  const before = countHandles();
  const peer = await peers.silent.start();
  const controller = new AbortController();
  const rejection = runProbe(probe, peer.target, controller.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  await until(peer.isReached);
  const begun = performance.now();
  controller.abort(reason);
  const rejectedWith = await rejection;
  const tookMs = performance.now() - begun;
  return { reason: rejectedWith, tookMs, left: await findLeft(peer, before) };
}

/** Waits until nothing is left, which may take a prober a moment. */
async function findLeft(peer: Peer, before: ReadonlyMap<string, number>): Promise<readonly string[]> {
  await until(() => peer.open() === 0);
  const open = peer.open();
  peer.close();
  const names = (): readonly string[] =>
    [...countHandles()].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name);
  await until(() => names().length === 0);
  return [...names(), ...(open > 0 ? [`${open} connections`] : [])];
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + MARGIN_MS;
  while (!isSo() && performance.now() < end) await sleep(5);
}

/** What is no business of a prober: the worker's own. */
const FOREIGN = /^(?:Immediate|TickObject|MessagePort|PipeWrap|Worker|FSReqCallback|FSReqPromise|Timeout)$/u;

/** What keeps this process alive, by its name. */
function countHandles(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) {
    if (!FOREIGN.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
