import type { DeploymentClock } from "../deployment-clock.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import type { AddressPool } from "./address-pool.ts";
import type { RehearsalTaskDefinition } from "./task-definition.ts";
import { Task } from "./task.ts";

export interface TaskSetOptions {
  readonly id: string;
  readonly arn: string;
  readonly clusterArn: string;
  readonly serviceName: string;
  /** The deployment that made it; undefined for the task set that the service was created with. */
  readonly externalId: string | undefined;
  readonly definition: RehearsalTaskDefinition;
  readonly desiredCount: number;
  readonly targetGroup: TargetGroup;
  readonly addresses: AddressPool;
  readonly clock: DeploymentClock;
  readonly hostEnvironment: Readonly<Record<string, string>>;
}

/** Deployment seconds that a task takes from its placement to its start: a network interface, the pull of an image. */
const PLACEMENT_SECONDS = 20;
/** Deployment seconds before a task that has stopped is replaced. */
const REPLACEMENT_SECONDS = 10;
/** Deployment seconds that a target drains before its task is stopped. */
const DRAINING_SECONDS = 30;
const LOOK_SECONDS = 5;

/** A task set: keeps so many tasks running, and each registered with its target group while it does. */
export class TaskSet {
  readonly options: TaskSetOptions;
  readonly createdAt = new Date();
  status: "PRIMARY" | "ACTIVE" | "DRAINING" = "ACTIVE";
  /** All its tasks, those that have stopped included. */
  readonly tasks: Task[] = [];
  readonly #ending = new AbortController();
  readonly #slots: Promise<void>[] = [];
  #desiredCount = 0;

  constructor(options: TaskSetOptions) {
    this.options = options;
  }

  get desiredCount(): number {
    return this.#desiredCount;
  }

  get runningCount(): number {
    return this.tasks.filter(({ status }) => status === "RUNNING").length;
  }

  get pendingCount(): number {
    return this.tasks.filter(({ status }) => status === "PENDING" || status === "PROVISIONING").length;
  }

  /** As ECS defines STEADY_STATE: as many running as desired, none pending. */
  get isSteady(): boolean {
    return this.runningCount === this.#desiredCount && this.pendingCount === 0 && this.#desiredCount > 0;
  }

  start(): void {
    this.#desiredCount = this.options.desiredCount;
    for (let ordinal = 0; ordinal < this.#desiredCount; ordinal += 1) {
      this.#slots.push(this.#keepRunning(ordinal));
    }
  }

  /** Resolves at the first moment at which the task set is steady. */
  async untilSteady(signal: AbortSignal): Promise<void> {
    while (!this.isSteady) await this.options.clock.wait(LOOK_SECONDS, signal);
  }

  /** Takes its targets out of the load balancer, lets them drain, and stops its tasks. */
  async drain(signal: AbortSignal): Promise<void> {
    this.status = "DRAINING";
    this.#desiredCount = 0;
    for (const task of this.tasks) this.#deregister(task);
    try {
      await this.options.clock.wait(DRAINING_SECONDS, signal);
    } finally {
      await this.stop("Scaling activity initiated by the deployment");
    }
  }

  /** Stops all tasks at once and waits until their processes are gone. */
  async stop(reason: string): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.tasks.map((task) => task.stop(reason)));
    await Promise.all(this.#slots);
  }

  async #keepRunning(ordinal: number): Promise<void> {
    const { signal } = this.#ending;
    const { clock } = this.options;
    try {
      for (;;) {
        const task = await this.#place(ordinal);
        await clock.wait(PLACEMENT_SECONDS, signal);
        await task.start();
        if (task.status === "RUNNING") this.#register(task);
        await task.stopped;
        this.#deregister(task);
        await clock.wait(REPLACEMENT_SECONDS, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #place(ordinal: number): Promise<Task> {
    const { options } = this;
    const task = new Task({
      clusterArn: options.clusterArn,
      definition: options.definition,
      startedBy: options.id,
      group: `service:${options.serviceName}`,
      address: await options.addresses.next(),
      command: options.definition.image.command(ordinal),
      hostEnvironment: options.hostEnvironment,
    });
    this.tasks.push(task);
    return task;
  }

  #register({ options: { address } }: Task): void {
    this.options.targetGroup.register({
      id: address.ip,
      port: address.port,
      availabilityZone: address.availabilityZone,
    });
  }

  #deregister({ options: { address } }: Task): void {
    this.options.targetGroup.deregister(address.ip, address.port);
  }
}
