import type { AwsClients } from "../../deployment/aws-clients.ts";
import type { TaskSet } from "../../deployment/deployment.ts";
import { getTargetHealth, type TargetGroup } from "../../deployment/target-group.ts";
import { describeTasksOf, parseStoppedTask, parseTask, type Task } from "../../deployment/tasks.ts";
import { wasTakenAway } from "../../deployment/was-taken-away.ts";
import type { Target } from "../../probe/target.ts";
import { askedBy, type Question } from "../question.ts";

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

/** Green's running tasks, with the ports that its target group lists. One that is being drained is about to leave. */
export function greenTasks(green: TaskSet, clients: AwsClients, signal: AbortSignal): Promise<readonly ComparedTask[]> {
  return listed("green", green.tasks, green.targetGroup, (state) => state !== "draining", clients, signal);
}

/** Those of `tasks` that ECS has not taken away by now; all of them where it has taken all: then green has nothing to serve with. */
export async function greenTasksLeft(
  tasks: readonly ComparedTask[],
  cluster: string,
  { id: green }: Pick<TaskSet, "id">,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  const stopped = await describeTasksOf(clients, cluster, green, "STOPPED", signal);
  const taken = new Set(stopped.filter(wasTakenAway).map((task) => parseStoppedTask(task).id));
  const left = tasks.filter(({ id }) => !taken.has(id));
  return left.length > 0 ? left : tasks;
}

/** Blue's tasks that run at this moment: all that ECS means to keep, those that are drained included, since they still answer. */
export async function blueTasks(
  cluster: string,
  { id, targetGroup }: Pick<TaskSet, "id" | "targetGroup">,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  const tasks = await describeTasksOf(clients, cluster, id, "RUNNING", signal);
  return listed("blue", tasks.map(parseTask), targetGroup, () => true, clients, signal);
}

/** Those of blue's `tasks` that run, and those that have ended by themselves: of a task that was stopped, silence says nothing. */
export async function blueTasksLeft(
  tasks: readonly ComparedTask[],
  cluster: string,
  blue: Pick<TaskSet, "id" | "targetGroup">,
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

async function listed(
  colour: "green" | "blue",
  tasks: readonly Task[],
  { arn, healthCheck }: TargetGroup,
  isWanted: (state: string) => boolean,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<readonly ComparedTask[]> {
  const running = tasks.filter(({ lastStatus }) => lastStatus === "RUNNING");
  if (running.length === 0) return [];
  const registered = await getTargetHealth(clients, arn, signal);
  return running.flatMap(({ id, ip, availabilityZone }) => {
    const target = registered.find((each) => each.id === ip && isWanted(each.state));
    if (!target) return [];
    const healthPort = healthCheck.port === "traffic-port" ? target.port : Number(healthCheck.port);
    return [{ id, name: `${colour} task ${id}`, address: target.id, port: target.port, healthPort, availabilityZone }];
  });
}
