import { randomInt } from "node:crypto";
import type { DeploymentClock } from "../deployment-clock.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import type { AddressPool } from "./address-pool.ts";
import type { RehearsalTaskDefinition } from "./task-definition.ts";
import { TaskSet } from "./task-set.ts";
import { Task, type TaskOptions } from "./task.ts";

export interface ClusterOptions {
  /** `arn:aws:ecs:us-east-1:123456789012:cluster/rehearsal` */
  readonly arn: string;
  readonly serviceName: string;
  readonly addresses: AddressPool;
  readonly clock: DeploymentClock;
  readonly hostEnvironment: Readonly<Record<string, string>>;
}

export interface NewTaskSet {
  readonly externalId: string | undefined;
  readonly definition: RehearsalTaskDefinition;
  readonly desiredCount: number;
  readonly targetGroup: TargetGroup;
}

/** A cluster with one service, its task sets and its one-off tasks: all of them real processes. */
export class Cluster {
  readonly options: ClusterOptions;
  readonly serviceArn: string;
  readonly taskSets: TaskSet[] = [];
  readonly oneOffTasks: Task[] = [];
  readonly taskDefinitions: RehearsalTaskDefinition[] = [];
  readonly #tasksOfRemovedSets: Task[] = [];

  constructor(options: ClusterOptions) {
    this.options = options;
    this.serviceArn = `${options.arn.replace(":cluster/", ":service/")}/${options.serviceName}`;
  }

  get name(): string {
    return this.options.arn.slice(this.options.arn.lastIndexOf("/") + 1);
  }

  /** How many tasks the service wants: those of its primary task set, and of each that is made from now on. */
  get desiredCount(): number {
    const primary = this.taskSets.find(({ status }) => status === "PRIMARY") ?? this.taskSets[0];
    return primary?.desiredCount ?? 0;
  }

  /** Whether this is the service's name or its ARN. */
  isService(nameOrArn: string): boolean {
    return nameOrArn === this.options.serviceName || nameOrArn === this.serviceArn;
  }

  /** Makes a task set and starts its tasks. */
  createTaskSet({ externalId, definition, desiredCount, targetGroup }: NewTaskSet): TaskSet {
    const { arn, serviceName, addresses, clock, hostEnvironment } = this.options;
    const id = `ecs-svc/${randomInt(1e9, 9e9)}${randomInt(1e8, 9e8)}`;
    const taskSet = new TaskSet({
      id,
      arn: `${arn.replace(":cluster/", ":task-set/")}/${serviceName}/${id}`,
      clusterArn: arn,
      serviceName,
      externalId,
      definition,
      desiredCount,
      targetGroup,
      addresses,
      clock,
      hostEnvironment,
    });
    this.taskSets.push(taskSet);
    taskSet.start();
    return taskSet;
  }

  /** Forgets a task set whose tasks have been stopped; they can still be described, as on AWS for an hour. */
  removeTaskSet(taskSet: TaskSet): void {
    const index = this.taskSets.indexOf(taskSet);
    // Two may have drained it at the same time.
    if (index === -1) return;
    this.#tasksOfRemovedSets.push(...taskSet.tasks);
    this.taskSets.splice(index, 1);
  }

  /** Runs one task outside of the service. */
  async runTask(
    definition: RehearsalTaskDefinition,
    command: readonly string[],
    startedBy: string,
    overrides: Partial<Pick<TaskOptions, "group" | "environment">> = {},
  ): Promise<Task> {
    const { arn, addresses, hostEnvironment } = this.options;
    const task = new Task({
      clusterArn: arn,
      definition,
      startedBy,
      group: `family:${definition.family}`,
      address: await addresses.next(),
      command,
      hostEnvironment,
      ...overrides,
    });
    this.oneOffTasks.push(task);
    await task.start();
    return task;
  }

  /** The tasks of the service, those that have stopped included. */
  serviceTasks(): readonly Task[] {
    return [...this.#tasksOfRemovedSets, ...this.taskSets.flatMap(({ tasks }) => tasks)];
  }

  allTasks(): readonly Task[] {
    return [...this.serviceTasks(), ...this.oneOffTasks];
  }

  /** Stops everything and waits until no process is left. */
  async close(): Promise<void> {
    const reason = "The rehearsal is over";
    await Promise.all([
      ...this.taskSets.map((taskSet) => taskSet.stop(reason)),
      ...this.oneOffTasks.map((task) => task.stop(reason)),
    ]);
  }
}
