import type { Readiness } from "../../configuration/readiness-schema.ts";
import type { InstalledDeployment } from "../../deployment/deployment.ts";
import { isScaledIn } from "../../deployment/is-scaled-in.ts";
import { describeStop, type StoppedTask } from "../../deployment/tasks.ts";
import { oneLine } from "../../probe/printable.ts";
import type { CheckResult } from "../check.ts";
import { judgeFindings, type Finding } from "../findings.ts";
import { count } from "../sentence-parts.ts";
import type { Capacity, RunningTaskSet } from "./observe-capacity.ts";

export interface CapacityJudgement {
  readonly result: CheckResult;
  /** Whether waiting longer cannot make it better. */
  readonly isFinal: boolean;
}

const LOOK_AT_EVENTS = "Look at the service's events for tasks that stop or cannot be placed.";

/** What two looks at the tasks, some seconds apart, come to. */
export function judgeCapacity(
  { green: { id }, service }: Pick<InstalledDeployment, "green" | "service">,
  first: Capacity,
  now: Capacity,
  readiness: Readiness,
): CapacityJudgement {
  const where = `Task set ${id} of service ${service}`;
  const { green, blue } = now;
  if (!green)
    return failed(`${where}: expected to find it, observed that ECS no longer has it. ${LOOK_AT_EVENTS}`, true);
  const { desiredCount, runningCount, pendingCount } = green;
  if (desiredCount === 0) {
    return failed(
      `${where}: expected at least 1 task, observed a desired count of 0. Nobody would answer customers: raise the service's desired count.`,
      false,
    );
  }
  const restarts = findRestarts(where, first, now);
  if (restarts.length > 0 && readiness.restartingTasks === "fail") {
    return { result: judgeFindings("", restarts, readiness), isFinal: true };
  }
  if (runningCount < desiredCount || pendingCount > 0) {
    return failed(
      `${where}: expected ${count(desiredCount, "task")} running and none pending, observed ${runningCount} running, ${pendingCount} pending. ${LOOK_AT_EVENTS}`,
      false,
    );
  }
  const findings = [...restarts, ...(blue ? compareWithBlue(where, green, blue) : [])];
  const beside = blue ? `, blue has ${blue.runningCount}` : "";
  const good = `${where} has ${runningCount} of ${desiredCount} tasks running${beside}.${describeStopped(first.stopped)}`;
  return { result: judgeFindings(good, findings, readiness), isFinal: false };
}

function failed(reason: string, isFinal: boolean): CapacityJudgement {
  return { result: { verdict: "failed", reason }, isFinal };
}

/** Tasks that ended between the looks, unless ECS ended them to have fewer. */
function findRestarts(where: string, first: Capacity, now: Capacity): readonly Finding[] {
  const known = new Set(first.stopped.map(({ id }) => id));
  const ended = now.stopped.filter(({ id }) => !known.has(id));
  const crashed = ended.filter((task) => !isScaledIn(task));
  const [last] = crashed;
  if (last) {
    const sentence =
      `${where}: expected its tasks to stay, observed ${count(crashed.length, "task")} that stopped while they were watched, ` +
      `${last.id}: ${oneLine(describeStop(last))}. Look at its log, and at its memory limit.`;
    return [{ policy: "restartingTasks", sentence }];
  }
  // ListTasks may show a task neither as running nor yet as stopped.
  const running = new Set(now.green?.tasks.map(({ id }) => id));
  const gone = (first.green?.tasks ?? []).filter(({ id }) => !running.has(id) && !ended.some((task) => task.id === id));
  const isFewer = (now.green?.desiredCount ?? 0) < (first.green?.desiredCount ?? 0);
  if (gone.length === 0 || isFewer) return [];
  const names = gone.map(({ id }) => id).join(", ");
  const sentence = `${where}: expected its tasks to stay, observed that ${names} no longer ${gone.length === 1 ? "runs" : "run"}. ${LOOK_AT_EVENTS}`;
  return [{ policy: "restartingTasks", sentence }];
}

function compareWithBlue(where: string, green: RunningTaskSet, blue: RunningTaskSet): readonly Finding[] {
  const smaller: Finding = {
    policy: "greenSmallerThanBlue",
    sentence:
      `${where}: expected as many tasks as blue runs now, observed ${green.runningCount} against blue's ${blue.runningCount}. ` +
      "Blue has scaled out since this deployment began: its customers would meet fewer tasks. Wait until green has as many, or deploy again.",
  };
  const [ofGreen, ofBlue] = [zonesOf(green), zonesOf(blue)];
  const fewer: Finding = {
    policy: "fewerZones",
    sentence:
      `${where}: expected tasks in as many availability zones as blue's (${ofBlue.join(", ")}), observed ${ofGreen.join(", ") || "none"}. ` +
      "If a zone fails, green has less left than blue had: look at where tasks can be placed.",
  };
  return [
    ...(green.runningCount < blue.runningCount ? [smaller] : []),
    ...(ofGreen.length < ofBlue.length ? [fewer] : []),
  ];
}

function zonesOf({ tasks }: RunningTaskSet): readonly string[] {
  return [...new Set(tasks.map(({ availabilityZone }) => availabilityZone))].toSorted();
}

/** Tasks that had ended before are no verdict on those that run, but a person should know. */
function describeStopped(stopped: readonly StoppedTask[]): string {
  const ended = stopped.filter((task) => !isScaledIn(task));
  const [one] = ended;
  return one
    ? ` ${count(ended.length, "task")} of it had stopped before, ${one.id}: ${oneLine(describeStop(one))}.`
    : "";
}
