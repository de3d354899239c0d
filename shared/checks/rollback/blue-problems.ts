import type { TaskCounts } from "../../deployment/task-counts.ts";
import type { Finding } from "../findings.ts";
import { count } from "../sentence-parts.ts";

/** Whether blue is there to take customers back. @param blue undefined where ECS no longer has its task set */
export function findBlueProblems(blueId: string, blue: TaskCounts | undefined): readonly Finding[] {
  const where = `Blue's task set ${blueId}`;
  const gone = (observed: string): readonly Finding[] => {
    const advice =
      "A rollback would have nowhere to return to: deploy the version that runs once more, and this one after it.";
    return [{ policy: "blueGone", sentence: `${where}: expected it to run, observed ${observed}. ${advice}` }];
  };
  if (!blue) return gone("that ECS no longer has it");
  const { status, runningCount, desiredCount } = blue;
  if (status === "DRAINING") return gone("that it is being drained");
  if (runningCount === 0) return gone(`0 of ${count(desiredCount, "task")} running`);
  if (runningCount >= desiredCount) return [];
  const sentence = `${where}: expected ${count(desiredCount, "task")} running, observed ${runningCount}. A rollback would return to fewer: look at the service's events.`;
  return [{ policy: "blueIncomplete", sentence }];
}
