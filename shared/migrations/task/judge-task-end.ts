import { oneLine } from "../../probe/printable.ts";
import { redactCredentials } from "./redact-credentials.ts";
import { plainLog, showLogTail } from "./task-log.ts";
import type { EndRule, SignRule, TaskRules } from "./task-preset.ts";

/** How a command ended. Its texts are not to be trusted. */
export interface TaskEnd {
  /** Of the container that ran the command, and no other. Undefined where it never ran. */
  readonly exitCode: number | undefined;
  /** What it logged, oldest first; undefined where that cannot be read. */
  readonly lines: readonly string[] | undefined;
  /** Why the lines cannot be read. */
  readonly logProblem?: string;
  /** Why its task stopped, in the words of ECS. */
  readonly stop: string;
  /** Green's newest migration, as its manifest has it. */
  readonly newest?: string;
}

export interface TaskJudgement {
  readonly status: "ready" | "pending" | "failed" | "could not tell";
  /** What was observed, and what to do: safe to be shown. */
  readonly sentence: string;
}

/** Exit codes of a process that did not end by itself: 128 and the signal's number. */
const ENDED_BY: ReadonlyMap<number, string> = new Map([
  [137, "it was killed, mostly since it used more memory than it may: give its container more"],
  [139, "it crashed with a segmentation fault: see whether its image is for this processor"],
  [143, "it was stopped before it had ended"],
]);

/** What the end of a task says of the database's migrations. */
export function judgeTaskEnd(rules: TaskRules, end: TaskEnd): TaskJudgement {
  const { exitCode, lines } = end;
  if (exitCode === undefined) {
    const stop = oneLine(redactCredentials(end.stop));
    return {
      status: "could not tell",
      sentence: `The container never ran: ${stop}. Green's tasks would not start either: look at its image, its secrets, its roles and its subnets.`,
    };
  }
  const endedBy = ENDED_BY.get(exitCode);
  const observed = `The command ended with exit code ${exitCode}${endedBy === undefined ? "" : ` (${endedBy})`}`;
  const log = lines && plainLog(lines);
  const say = (status: TaskJudgement["status"], meaning: string): TaskJudgement => {
    return { status, sentence: `${observed}: ${meaning}. ${showLogTail(lines, end.logProblem)}` };
  };
  if (rules.failed && shows(rules.failed, exitCode, log)) {
    return say("failed", "a migration has failed, was changed after it was applied, or is unknown to green");
  }
  if (rules.infrastructure && shows(rules.infrastructure, exitCode, log)) {
    return say("could not tell", "it could not look at the database");
  }
  if (meets(rules.pending, exitCode, log)) return say("pending", "migrations are pending");
  if (meets(rules.upToDate, exitCode, log)) {
    if (rules.version) return compareVersion(rules.version, log, end.newest, say);
    return { status: "ready", sentence: `${observed}: no migration is pending.` };
  }
  if (rules.otherwise === "failed") {
    return say("failed", `expected exit code ${codesOf(rules.upToDate)}, or ${codesOf(rules.pending)} for pending`);
  }
  return say("could not tell", `expected ${describe(rules.upToDate)}, or, for pending, ${describe(rules.pending)}`);
}

function compareVersion(
  pattern: RegExp,
  log: string | undefined,
  newest: string | undefined,
  say: (status: TaskJudgement["status"], meaning: string) => TaskJudgement,
): TaskJudgement {
  const version = pattern.exec(log ?? "")?.[1];
  if (version === undefined) return say("could not tell", `expected a log with a version, ${String(pattern)}`);
  if (newest === undefined || !/^\d+$/u.test(newest)) {
    return say(
      "could not tell",
      `the database is at version ${version}, and without a manifest nobody knows the newest`,
    );
  }
  // Versions may be times of 14 digits and more: as numbers they would not all be held exactly.
  if (BigInt(version) < BigInt(newest))
    return say("pending", `the database is at version ${version}, green at ${newest}`);
  const ahead = BigInt(version) > BigInt(newest) ? `, which is ahead of green's ${newest}` : "";
  return say("ready", `the database is at version ${version}${ahead}`);
}

function meets({ exitCodes, pattern, without }: EndRule, exitCode: number, log: string | undefined): boolean {
  const isCode = exitCodes === "not 0" ? exitCode !== 0 : exitCodes.includes(exitCode);
  // A log that cannot be read says nothing, not even what it does not have.
  if (!isCode || (log === undefined && (pattern ?? without) !== undefined)) return false;
  return (pattern?.test(log ?? "") ?? true) && !(without?.test(log ?? "") ?? false);
}

function shows({ exitCodes, pattern }: SignRule, exitCode: number, log: string | undefined): boolean {
  return exitCodes?.includes(exitCode) === true || (log !== undefined && pattern?.test(log) === true);
}

function describe(rule: EndRule): string {
  const has = rule.pattern ? ` and a log with ${String(rule.pattern)}` : "";
  const lacks = rule.without ? ` and a log without ${String(rule.without)}` : "";
  return `${rule.exitCodes === "not 0" ? "an exit code other than 0" : `exit code ${codesOf(rule)}`}${has}${lacks}`;
}

function codesOf({ exitCodes }: EndRule): string {
  return exitCodes === "not 0" ? "other than 0" : exitCodes.join(" or ");
}
