import { randomUUID } from "node:crypto";
import type { Check, CheckContext } from "../../checks/check.ts";
import type { Bake, BakeContext, Resumable } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import type { InvokeFunction } from "../../deployment/invoke-function.ts";
import { knownBlue } from "../../deployment/known-blue.ts";
import type { HookEvent } from "../../deployment/lifecycle-event.ts";
import { statusFor } from "../../verdict/status.ts";
import type { HookInvocation } from "../create-handler.ts";
import type { Judging } from "../judge-deployment.ts";
import { judgeChecks, type Judgement } from "../judgement.ts";
import { policyAt } from "../policy-at.ts";
import { modeOf, reportOff, type CheckReport } from "../check-report.ts";
import { runChecks } from "../run-checks.ts";
import { bakeSign } from "./bake-sign.ts";
import { continueBake } from "./continue-bake.ts";
import type { Continuation } from "./continuation.ts";
import { cutShort } from "./cut-short.ts";
import { runBake } from "./run-bake.ts";
import { settleBake } from "./settle-bake.ts";
import { shareInvocation } from "./share-invocation.ts";
import type { Standing } from "./standing.ts";
import { untilDeploymentEnds } from "./watch-deployment.ts";

/** What a bake asks, and how far it has come. */
export interface BakePart<D extends Deployment> {
  readonly lifecycleEvent: HookEvent;
  readonly checks: readonly Check<D>[];
  readonly resumables: readonly Resumable<D>[];
  readonly context: CheckContext<D>;
  /** Undefined in the first invocation. */
  readonly continuation: Continuation | undefined;
}

/** One invocation of a function that bakes. */
export interface BakingInvocation extends HookInvocation {
  /** In milliseconds since 1970. */
  readonly beganAt: number;
}

export interface BakeJudging extends Judging {
  readonly invokeFunction: InvokeFunction;
}

/** What all checks of the bake come to; undefined where a further invocation goes on with it. */
export async function judgeBake<D extends Deployment>(
  part: BakePart<D>,
  invocation: BakingInvocation,
  judging: BakeJudging,
): Promise<Judgement | undefined> {
  const { continuation, context: outer } = part;
  const bakeMs = outer.configuration.bake;
  if (!continuation && bakeMs === 0) return judgeWithoutBake(part, invocation);
  const { beganAt, execution, deadline, interruption } = invocation;
  const bake = continuation?.bake ?? { startedAt: beganAt, endsAt: beganAt + bakeMs };
  const number = continuation?.number ?? 1;
  const own = { sign: bakeSign(execution, number), invocation: randomUUID() };
  judging.log.info(number === 1 ? "bake began" : "bake goes on", { ...own, number, ...momentsOf(bake) });
  const context: BakeContext<D> = { ...outer, bake };
  const share = shareInvocation(beganAt, deadline.checksEndAt, bake.endsAt);
  let ended = "";
  const run = await runBake(
    {
      once: continuation ? [] : part.checks,
      resumables: part.resumables,
      context,
      standing: continuation ?? { decided: [], held: {} },
      isRefused: (verdict) => {
        const { alsoSucceedOn } = policyAt(part.lifecycleEvent, outer.configuration);
        // To observe is to find out what would have been said, and that is known, too.
        return statusFor(verdict, { mode: "enforce", alsoSucceedOn }) === "Failed";
      },
      deploymentEnds: async (signal) => {
        ended = await untilDeploymentEnds(judging, execution.deploymentId, signal);
      },
    },
    share,
    interruption,
    deadline.checks,
  );
  const unfinished = (standing: Standing, report: Pick<CheckReport, "mode" | "verdict" | "reason">): Judgement => {
    const ofBake = { name: "bake", ...report, durationMs: Date.now() - bake.startedAt };
    return judgeChecks([...inOrder(part, standing, context), ofBake]);
  };
  const waiting = part.resumables.filter((check) => {
    return check.name in run.held && check.isWaitedForUntil(context) > Date.now();
  });
  const settle = (): Promise<Standing> => settleBake(part.resumables, run, context, invocation);
  if (run.stop === "ended") {
    const reason = `The bake ended before it was over, because the deployment did: ${ended}.`;
    return unfinished(run, { mode: "enforce", verdict: "inconclusive", reason });
  }
  if (run.stop === "refused") return judgeChecks(inOrder(part, run, context));
  if (run.stop === "decided" || share.endsBake || waiting.length === 0) {
    return judgeChecks(inOrder(part, await settle(), context));
  }
  const { checks } = outer.configuration;
  // What is only observed fails no deployment, whatever becomes of it: there, time is kept to settle.
  const mode = waiting.some(({ name }) => modeOf(checks, name).mode === "enforce") ? "enforce" : "observe";
  const now = Date.now();
  const until = mode === "enforce" ? deadline.checksEndAt : now + (deadline.checksEndAt - now) / 2;
  const blue = knownBlue(context.deployment.blue);
  const problem = await continueBake(
    { bake, blue, number, own, run, stopAt: share.stopAt, until },
    invocation,
    judging,
  );
  if (problem === undefined) return undefined;
  const reason = `The bake could not go on in a further invocation, after ${minutes(Date.now() - bake.startedAt)} of ${minutes(bake.endsAt - bake.startedAt)}: ${problem}.`;
  return unfinished(mode === "enforce" ? run : await settle(), { mode, verdict: "error", reason });
}

async function judgeWithoutBake<D extends Deployment>(
  { checks, resumables, context }: BakePart<D>,
  { interruption, deadline }: BakingInvocation,
): Promise<Judgement> {
  const judgement = judgeChecks(await runChecks(checks, context, interruption, deadline.checks));
  const idle = resumables.map(({ name }): CheckReport => {
    const reason = 'Not applicable: hooks.config.ts has bake: "0s", and this check takes time.';
    const { checks: settings } = context.configuration;
    const beside = { verdict: "passed", notApplicable: true, reason, durationMs: 0 } as const;
    return reportOff(settings, name) ?? { name, ...modeOf(settings, name), ...beside };
  });
  // They are named, and have no voice: where nothing else ran, it is no pass.
  return { ...judgement, checks: [...judgement.checks, ...idle] };
}

/** A report of every check, in the order in which the function names them. */
function inOrder<D extends Deployment>(
  { checks, resumables }: BakePart<D>,
  { decided, held }: Standing,
  context: BakeContext<D>,
): readonly CheckReport[] {
  return [...checks, ...resumables].map(({ name }) => {
    return decided.find((report) => report.name === name) ?? cutShort(name, context, held[name]?.note);
  });
}

function momentsOf({ startedAt, endsAt }: Bake): object {
  return { startedAt: new Date(startedAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
}

function minutes(ms: number): string {
  return `${(ms / 60_000).toFixed(1)} min`;
}
