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
import { FlowOver, StepFailed } from "./flow-errors.ts";
import { makeExpect } from "./flow-expect.ts";
import type { Flow } from "./flow.ts";
import { flowOutcome, type FlowAnswer } from "./flow-outcome.ts";
import { FlowPart } from "./flow-part.ts";
import { cleanStep, FlowTrace } from "./flow-trace.ts";
import { RejectionGuard } from "./rejection-guard.ts";
import { readSecretsFrom, type SecretSource } from "./secret-reader.ts";

/** Which part of which flow a function belongs to that is running: one that outlives its part has no share in the next. */
const running = new AsyncLocalStorage<{ readonly part: FlowPart; readonly trace: FlowTrace }>();

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
  let isOver = false;
  const part = (): FlowPart => running.getStore()?.part ?? current;

  const send: Send = async <Body>(probe: HttpProbe<Body>): Promise<HttpAnswer<Body>> => {
    if (isOver) return neverEnding();
    const own = part();
    let outcome: Outcome<HttpAnswer<Body>>;
    try {
      if (own.signal.reason instanceof FlowOver) throw new FlowOver(`${String(probe)} was to be sent`);
      own.signal.throwIfAborted();
      secrets.push(...probe.secrets);
      outcome = await own.wait(String(probe), (onProgress) => {
        return runProbe(probe, target, own.signal, { connections, onProgress });
      });
    } catch (error) {
      // Also where nobody waits for the answer.
      trace.addError(own.name, error);
      throw error;
    }
    trace.addStep(own.name, outcome);
    if (outcome.kind !== "passed") throw new StepFailed(cleanStep(outcome, scrubber(secrets)));
    return outcome.answer;
  };
  const fail = (error: Error): void => {
    // Who goes on all the same can do nothing any more, and must not end the process.
    if (isOver) return;
    const { name, signal } = part();
    // What comes after the time was up is a consequence of that.
    if (!signal.aborted || signal.reason instanceof FlowOver) trace.addError(name, error);
    throw error;
  };
  const read = readSecretsFrom(
    source,
    (secret) => secrets.push(secret),
    () => (isOver ? neverEnding() : Promise.resolve(part().signal)),
    (error) => trace.addError(part().name, error),
  );
  const context: FlowContext = {
    green: makeClient(send, (what) => trace.announce(`${what} was written and never sent`, SEND)),
    secret: read,
    expect: makeExpect(fail, (what) => trace.announce(`nothing is expected of ${what}`, EXPECT)),
    defer: (cleanup) => {
      // What is deferred when the time for it is up would have no end.
      if (current.name === "body" || !current.signal.aborted) deferred.push(cleanup);
      else trace.addError(current.name, current.signal.reason);
    },
    signal: current.signal,
  };
  const attempt = async (act: (signal: AbortSignal) => Promise<unknown>): Promise<void> => {
    try {
      await running.run({ part: current, trace }, () => endedBy(act, current.signal));
    } catch (error) {
      trace.addError(current.name, error);
    }
    await current.settled();
  };
  using _ = new RejectionGuard((reason) => {
    const own = running.getStore();
    if (own?.trace !== trace) return false;
    trace.addError(own.part.name, reason);
    return true;
  });
  {
    using _ = current;
    await attempt(() => flow.body(context));
  }
  {
    using _ = (current = new FlowPart("cleanup", flow.cleanupMs));
    for (let next = deferred.pop(); next; next = deferred.pop()) await attempt(next);
  }
  isOver = true;
  signal.throwIfAborted();
  return flowOutcome(flow, target, trace, performance.now() - startedAt, scrubber(secrets));
}

const SEND = "the flow's function: end the request with .ok() or .expect(…), and await it";
const EXPECT = "the flow's function: end the expectation with .toBe(…) or its like";

/** For whoever goes on when the flow is over: nothing is done for him, and nothing rejects that nobody would await. */
function neverEnding(): Promise<never> {
  return new Promise<never>(() => undefined);
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
