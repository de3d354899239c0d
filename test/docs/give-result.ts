import { Flow } from "../../shared/probe/flow/flow.ts";
import { runFlow } from "../../shared/probe/flow/run-flow.ts";
import type { Outcome } from "../../shared/probe/outcome.ts";
import { ProbeBase } from "../../shared/probe/probe-base.ts";
import type { Probe } from "../../shared/probe/probers.ts";
import { runProbe } from "../../shared/probe/run-probe.ts";
import { ARGUMENTS, targetOf } from "./example-peers.ts";
import { SECRETS } from "./example-service.ts";

/**
 * What an export of an example gives: the outcome of a probe and of a flow, what a function returns, and any other value as
 * it is.
 */
export async function giveResult(name: string, exported: unknown): Promise<string> {
  if (exported instanceof ProbeBase || exported instanceof Flow) return sayOutcome(await run(name, exported));
  return show(typeof exported === "function" ? await call(exported as Callable) : exported);
}

const { signal } = new AbortController();

async function run(name: string, exported: unknown): Promise<Outcome> {
  if (!(exported instanceof Flow)) {
    const probe = exported as Probe;
    return runProbe(probe, await targetOf(name, probe.kind), signal);
  }
  const source = async (secret: string): Promise<string> => {
    const value = SECRETS[secret];
    if (value === undefined) throw new Error(`Secret "${secret}": expected one that is there`);
    return value;
  };
  return runFlow(exported, await targetOf(name, "http"), source, signal);
}

/** `failed (decisive): expected status 200, observed status 503; likely cause: …` */
export function sayOutcome(outcome: Outcome): string {
  if (outcome.kind === "passed") return "passed";
  const cause = outcome.likelyCause === undefined ? "" : `; likely cause: ${outcome.likelyCause}`;
  if (outcome.kind === "error") return `error (${outcome.where}): ${outcome.observed}${cause}`;
  const what = outcome.decisive ? "failed (decisive)" : "failed";
  return `${what}: expected ${outcome.expected}, observed ${outcome.observed}${cause}`;
}

type Callable = (...given: readonly unknown[]) => unknown;

async function call(exported: Callable): Promise<unknown> {
  const [, parameters = ""] = /\(([^)]*)\)/u.exec(String(exported)) ?? [];
  const names = parameters.split(",").map((name) => name.trim());
  const given = await Promise.all(
    names.map((name) => {
      const make = ARGUMENTS[name];
      if (!make) throw new Error(`expected a parameter such as target or signal, received ${name}`);
      return make();
    }),
  );
  return exported(...given);
}

function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(show).join(" ");
  return JSON.stringify(value, undefined, 1);
}

/** What differs from run to run is the same in all texts: ports, measured times, dates; and where a line is broken. */
export function settle(text: string): string {
  return text
    .replaceAll(/127\.\d+\.\d+\.\d+:\d+/gu, "10.0.1.7:8080")
    .replaceAll(/\b(after|in) \d+ ms/gu, "$1 some ms")
    .replaceAll(/\b\d{4}-\d\d-\d\d\b/gu, "a day")
    .replaceAll(/\s+/gu, " ");
}
