import type { AwsClients } from "../../deployment/aws-clients.ts";
import type { TaskSet } from "../../deployment/deployment.ts";
import { getTargetHealth } from "../../deployment/target-group.ts";
import { describeTasksOf, parseStoppedTask, parseTask } from "../../deployment/tasks.ts";
import type { Target } from "../../probe/target.ts";
import { askedBy, type Question } from "../question.ts";
import { count } from "../sentence-parts.ts";

/** A task that can be asked. */
export interface ComparedTask {
  readonly id: string;
  /** `green task 3f2a` */
  readonly name: string;
  readonly address: string;
  /** Where it serves. */
  readonly port: number;
  /** Where its health check asks: mostly the same. */
  readonly healthPort: number;
  readonly availabilityZone: string;
  /** What the load balancer said of it when it was found: `initial`, `healthy`, … */
  readonly health: string;
}

/** A question to both colours. */
export interface ComparedQuestion extends Question {
  /** Whether it is the health check's, which may have a port of its own. */
  readonly isHealth: boolean;
}

/** `task` as the target of `question`. */
export function targetOf(
  question: ComparedQuestion,
  { name, address, availabilityZone, ...ports }: ComparedTask,
): Target {
  const port = question.isHealth ? ports.healthPort : ports.port;
  return askedBy(question, { address, port, label: `${name} (${address}:${port}, ${availabilityZone})` });
}

/** What of a colour is needed to find its tasks. */
type FoundBy = Pick<TaskSet, "id" | "targetGroup">;

/** Green's tasks that run at this moment, with the ports that its target group lists. One that is being drained is about to leave. */
export function greenTasks(
  cluster: string,
  green: FoundBy,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  return runningTasks("green", cluster, green, (state) => state !== "draining", clients, signal);
}

/** What is said where green has none. */
export function describeNoTask({ id, targetGroup, desiredCount }: TaskSet): string {
  return `Task set ${id}: expected running tasks that target group ${targetGroup.name} lists, observed none of ${count(desiredCount, "task")}. Look at the service's events.`;
}

/** Blue's tasks that run at this moment: all that ECS means to keep, those that are drained included, since they still answer. */
export function blueTasks(
  cluster: string,
  blue: FoundBy,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  return runningTasks("blue", cluster, blue, () => true, clients, signal);
}

/** Those of blue's `tasks` that run, and those that have ended by themselves: of a task that was stopped, silence says nothing. */
export async function blueTasksLeft(
  tasks: readonly ComparedTask[],
  cluster: string,
  blue: FoundBy,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  const [running, stopped] = await Promise.all([
    blueTasks(cluster, blue, clients, signal),
    describeTasksOf(clients, cluster, blue.id, "STOPPED", signal),
  ]);
  const crashed = stopped.filter(({ stopCode }) => stopCode === "EssentialContainerExited");
  const left = new Set([...running.map(({ id }) => id), ...crashed.map((task) => parseStoppedTask(task).id)]);
  return tasks.filter(({ id }) => left.has(id));
}

/** A colour's tasks that run at this moment, and of which the target group says what is wanted. */
async function runningTasks(
  colour: "green" | "blue",
  cluster: string,
  { id: taskSet, targetGroup: { arn, healthCheck } }: FoundBy,
  isWanted: (state: string) => boolean,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  const tasks = await describeTasksOf(clients, cluster, taskSet, "RUNNING", signal);
  const running = tasks.map(parseTask).filter(({ lastStatus }) => lastStatus === "RUNNING");
  if (running.length === 0) return [];
  const registered = await getTargetHealth(clients, arn, signal);
  return running.flatMap(({ id, ip, availabilityZone }) => {
    const target = registered.find((each) => each.id === ip && isWanted(each.state));
    if (!target) return [];
    const healthPort = healthCheck.port === "traffic-port" ? target.port : Number(healthCheck.port);
    const where = { address: target.id, port: target.port, healthPort, availabilityZone };
    return [{ id, name: `${colour} task ${id}`, ...where, health: target.state }];
  });
}
