import { DescribeServicesCommand, DescribeTasksCommand, ListTasksCommand, type TaskSet } from "@aws-sdk/client-ecs";
import { blueTaskSet, greenTaskSet, task, taskArn } from "../aws-answers.ts";
import type { MockAws } from "../mock-aws.ts";

/** What ECS has at one look. */
export interface EcsLook {
  readonly green?: Partial<TaskSet> | undefined;
  /** `null` where its task set is gone. */
  readonly blue?: Partial<TaskSet> | null;
  /** The ids of green's tasks that are to run, each with its zone where that matters: `g1`, `g2@b`. */
  readonly greenTasks?: readonly string[];
  readonly blueTasks?: readonly string[];
  /** Of green's that have ended, with their reason: `g1: Essential container in task exited`. */
  readonly stopped?: readonly string[];
}

const GREEN = "ecs-svc/green";
const BLUE = "ecs-svc/blue";

/** Answers each look at the service with the next of `looks`, and then with the last for ever. */
export function answerCapacity({ ecs }: MockAws, ...looks: readonly EcsLook[]): void {
  let calls = -1;
  const look = (): EcsLook => looks[Math.min(Math.max(calls, 0), looks.length - 1)] ?? {};
  const namesOf = ({ greenTasks = ["g1", "g2"], blueTasks = ["b1", "b2"] }: EcsLook) => ({ greenTasks, blueTasks });
  ecs
    .on(DescribeServicesCommand)
    .callsFake(async () => {
      // Each look begins with this call.
      calls += 1;
      const { green = {}, blue = {} } = look();
      const taskSets = [{ ...greenTaskSet(green), id: GREEN }, ...(blue ? [{ ...blueTaskSet(blue), id: BLUE }] : [])];
      return { services: [{ serviceName: "web", taskSets }] };
    })
    .on(ListTasksCommand)
    .callsFake(async ({ startedBy, desiredStatus }: { startedBy: string; desiredStatus: string }) => {
      const { greenTasks, blueTasks } = namesOf(look());
      const running = startedBy === GREEN ? greenTasks : blueTasks;
      const names = desiredStatus === "STOPPED" ? (look().stopped ?? []) : running;
      return { taskArns: names.map(taskArn) };
    })
    .on(DescribeTasksCommand)
    .callsFake(async ({ tasks }: { tasks: string[] }) => ({
      tasks: tasks.map((arn) => {
        const [name = "", stoppedReason] = arn.slice(arn.lastIndexOf("/") + 1).split(": ");
        const [id = "", zone = "a"] = name.split("@");
        const containers = [{ name: "web", exitCode: 1 }];
        return task(id, {
          availabilityZone: `eu-central-1${zone}`,
          ...(stoppedReason !== undefined && { stoppedReason, containers }),
        });
      }),
    }));
}
