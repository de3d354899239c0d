import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { HttpExpectation } from "../probe/http/http-expectation.ts";
import { HttpProbe } from "../probe/http/http-probe.ts";
import { identityHeader, is, type Identity } from "../probe/identity.ts";
import { oneLine, printable } from "../probe/printable.ts";
import { compareIdentity, discoverIdentity, learnIdentity } from "../probe/learn-identity.ts";
import type { Target } from "../probe/target.ts";
import type { CheckContext, CheckResult } from "./check.ts";
import { blueTasks, describeNoTask, greenTasks, targetOf, type ComparedQuestion } from "./comparison/compared-tasks.ts";
import { statedIdentity } from "./configured-identity.ts";
import { healthProbe } from "./health-probe.ts";
import type { Question } from "./question.ts";
import { count } from "./sentence-parts.ts";

/** What every answer through a listener must say, or why that cannot be told. */
export type GreenIdentity =
  | {
      readonly expectation: HttpExpectation | undefined;
      /** What it proves: added to a reason. */
      readonly note: string;
      readonly problem?: undefined;
    }
  | { readonly problem: CheckResult };

const NO_HEADER = "no header is known that tells green from blue. Set `identity` in hooks.config.ts.";

function unproved(why: string): GreenIdentity {
  return { expectation: undefined, note: `Who answered was not proved: ${why}` };
}

/**
 * Learns from green's own tasks, by IP, what shows that an answer is theirs, and from blue's whether that is a proof. Where
 * the configuration names nothing, it looks for a header that all of green's tasks agree on and none of blue's has.
 * @param question as it is asked through the listener: with an identity that the configuration states, there is nothing to learn
 */
export async function greenIdentity(
  context: CheckContext<InstalledDeployment>,
  question: Question,
  signal: AbortSignal,
): Promise<GreenIdentity> {
  const { identity } = context.configuration;
  if (!(question.probe instanceof HttpProbe) || identity === false) return { expectation: undefined, note: "" };
  if (!identity) return discover(context, signal);
  const stated = statedIdentity(context.deployment.green, context.configuration);
  if (stated && "header" in identity) {
    const { identity: wanted, value } = stated;
    const proof = await compareWithBlue(context, wanted, value, signal);
    const note = describeProof(proof, `${wanted.text} ${printable(value)}`, identity.header);
    return { expectation: undefined, note };
  }
  return learn(context, "header" in identity ? identityHeader(identity.header) : identity, signal);
}

/** What the configuration asks for must be there. */
async function learn(
  context: CheckContext<InstalledDeployment>,
  wanted: Identity,
  signal: AbortSignal,
): Promise<GreenIdentity> {
  const asked = await askGreen(context, signal);
  if ("problem" in asked) return asked;
  const { probe, green } = asked;
  const learnt = await learnIdentity(wanted, probe, green, signal);
  if (learnt.problem !== undefined) {
    const reason = `hooks.config.ts, identity: expected all of green's tasks to say the same by ${wanted.text}, observed ${learnt.problem}.`;
    return { problem: { verdict: "error", reason } };
  }
  const proof = await compareWithBlue(context, wanted, learnt.value, signal);
  return expected(wanted, learnt.value, green.length, proof);
}

/** What nobody asked for may be missing: it is then said. */
async function discover(context: CheckContext<InstalledDeployment>, signal: AbortSignal): Promise<GreenIdentity> {
  try {
    const asked = await askGreen(context, signal);
    if ("problem" in asked) return unproved(asked.problem.reason);
    const { question, probe, green } = asked;
    const blue = await askBlue(question, context, signal);
    // Twice each: a header that differs from answer to answer is no identity, and one task alone would not show it.
    const discovered = await discoverIdentity(probe, [...green, ...green], blue, signal);
    return discovered ? expected(discovered.identity, discovered.value, green.length, "other") : unproved(NO_HEADER);
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? oneLine(error.message) : "an unknown error";
    return unproved(`what tells green from blue could not be looked for (${message}).`);
  }
}

interface AskedGreen {
  readonly question: ComparedQuestion;
  readonly probe: HttpProbe;
  readonly green: readonly Target[];
}

/**
 * How green's tasks are asked for their health by IP: those that run by now. Whether these are all that it should have is no
 * question of who they are.
 */
async function askGreen(
  { deployment: { cluster, green }, configuration, clients }: CheckContext<InstalledDeployment>,
  signal: AbortSignal,
): Promise<AskedGreen | { readonly problem: CheckResult }> {
  const question = asCustomersAsk(healthProbe(green, configuration, { kind: "task" }));
  const { probe } = question;
  if (!(probe instanceof HttpProbe)) {
    const reason = `hooks.config.ts, identity: expected green's tasks to be asked by HTTP, but health is ${String(probe)}.`;
    return { problem: { verdict: "error", reason } };
  }
  const tasks = await greenTasks(cluster, green, clients, signal);
  if (tasks.length === 0) return { problem: { verdict: "failed", reason: describeNoTask(green) } };
  return { question, probe, green: tasks.map((task) => targetOf(question, task)) };
}

/** At the port that the listener forwards to, also where the health check has one of its own. */
function asCustomersAsk(question: Question): ComparedQuestion {
  return { ...question, isHealth: false };
}

type Proof = Awaited<ReturnType<typeof compareIdentity>>;

function expected(identity: Identity, value: string, tasks: number, proof: Proof): GreenIdentity {
  const source = `learnt from green's ${count(tasks, "task")} by IP`;
  const said = `${identity.text} ${printable(value)}`;
  return { expectation: is(identity, value, source), note: describeProof(proof, said, `${said}, ${source}`) };
}

/** A value that blue says, too, is no proof: green may be a deployment of the same version. */
function describeProof(proof: Proof, said: string, how: string): string {
  if (proof === "other") return `Every answer was green's (${how}).`;
  const why = proof === "same" ? "blue says the same" : "whether blue says the same could not be told";
  return `Every answer had ${said}, but ${why}: who answered was not proved.`;
}

/** Asks blue's tasks, by IP, what they say beside green's value. */
async function compareWithBlue(
  context: CheckContext<InstalledDeployment>,
  identity: Identity,
  value: string,
  signal: AbortSignal,
): Promise<Proof> {
  const { deployment, configuration } = context;
  try {
    // Without the identity that blue is not expected to have.
    const question = asCustomersAsk(
      healthProbe(deployment.green, { ...configuration, identity: false }, { kind: "task" }),
    );
    const { probe } = question;
    if (!(probe instanceof HttpProbe)) return "unknown";
    const blue = await askBlue(question, context, signal);
    return await compareIdentity(identity, value.trim(), probe, blue, signal);
  } catch {
    signal.throwIfAborted();
    return "unknown";
  }
}

async function askBlue(
  question: ComparedQuestion,
  { deployment: { cluster, blue }, clients }: CheckContext<InstalledDeployment>,
  signal: AbortSignal,
): Promise<readonly Target[]> {
  const tasks = await blueTasks(cluster, blue, clients, signal);
  return tasks.map((task) => targetOf(question, task));
}
