import { AsyncLocalStorage } from "node:async_hooks";
import { Connections } from "../connections.ts";
import type { HttpAnswer } from "../http/http-answer.ts";
import type { HttpProbe } from "../http/http-probe.ts";
import type { Outcome } from "../outcome.ts";
import { runProbe } from "../run-probe.ts";
import { scrubber } from "../scrub.ts";
import type { Secret } from "../secret.ts";
import type { Target } from "../target.ts";
import { makeClient, type Send } from "./flow-client.ts";
import type { FlowContext } from "./flow-context.ts";
import { StepFailed, type ValueUnexpected } from "./flow-errors.ts";
import { makeExpect } from "./flow-expect.ts";
import type { Flow } from "./flow.ts";
import { flowOutcome, type FlowAnswer } from "./flow-outcome.ts";
import { FlowPart } from "./flow-part.ts";
import { cleanStep, FlowTrace } from "./flow-trace.ts";
import { readSecretsFrom, type SecretSource } from "./secret-reader.ts";

/** Which part of a flow a function belongs to that is running: one that outlives its part has no share in the next. */
const running = new AsyncLocalStorage<FlowPart>();

/**
 * Runs a flow once against one target. What it deferred is always done. Rejects only when `signal` is aborted, with its
 * reason, when the cleanup is over.
 */
export async function runFlow(
  flow: Flow,
  target: Target,
  source: SecretSource,
  signal: AbortSignal,
): Promise<Outcome<FlowAnswer>> {
  signal.throwIfAborted();
  await using connections = new Connections();
  const startedAt = performance.now();
  const secrets: Secret<unknown>[] = [];
  const trace = new FlowTrace();
  const deferred: ((signal: AbortSignal) => Promise<unknown>)[] = [];
  let current = new FlowPart("body", flow.timeoutMs, signal);
  const part = (): FlowPart => running.getStore() ?? current;

  const send: Send = async <Body>(probe: HttpProbe<Body>): Promise<HttpAnswer<Body>> => {
    const own = part();
    own.signal.throwIfAborted();
    secrets.push(...probe.secrets);
    let outcome: Outcome<HttpAnswer<Body>>;
    try {
      const asking = runProbe(probe, target, own.signal, { connections });
      outcome = await own.wait(asking, String(probe));
    } catch (error) {
      // Also where nobody waits for the answer.
      trace.addError(own.name, error);
      throw error;
    }
    trace.addStep(own.name, outcome);
    if (outcome.kind !== "passed") throw new StepFailed(cleanStep(outcome, scrubber(secrets)));
    return outcome.answer;
  };
  const announce = (what: string): (() => void) => {
    const written = { what };
    trace.unsent.add(written);
    return () => void trace.unsent.delete(written);
  };
  const fail = (unexpected: ValueUnexpected): never => {
    const { name, signal } = part();
    // What comes too late is a consequence of that.
    if (!signal.aborted) trace.addError(name, unexpected);
    throw unexpected;
  };
  const context: FlowContext = {
    green: makeClient(send, announce),
    secret: readSecretsFrom(
      source,
      (secret) => secrets.push(secret),
      () => part().signal,
    ),
    expect: makeExpect(fail),
    defer: (cleanup) => void deferred.push(cleanup),
    signal: current.signal,
  };
  const attempt = async (act: (signal: AbortSignal) => Promise<unknown>): Promise<void> => {
    try {
      await running.run(current, () => endedBy(act, current.signal));
    } catch (error) {
      trace.addError(current.name, error);
    }
    await current.settled();
  };
  {
    using _ = current;
    await attempt(() => flow.body(context));
  }
  {
    using _ = (current = new FlowPart("cleanup", flow.cleanupMs));
    for (let next = deferred.pop(); next; next = deferred.pop()) await attempt(next);
  }
  signal.throwIfAborted();
  return flowOutcome(flow, target, trace, performance.now() - startedAt, scrubber(secrets));
}

/** A function that ignores its signal is no longer waited for. */
async function endedBy(act: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  // Where `act` throws at once, nobody has it.
  promise.catch(() => undefined);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await Promise.race([act(signal), promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
