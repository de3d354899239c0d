import type { DeploymentClock } from "../deployment-clock.ts";
import type { TargetGroup } from "../elb/target-group.ts";
import type { AddressPool } from "./address-pool.ts";
import type { RehearsalTaskDefinition } from "./task-definition.ts";
import { TaskSlot } from "./task-slot.ts";
import type { Task } from "./task.ts";

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
  readonly #slots: TaskSlot[] = [];
  readonly #closing = new Set<Promise<void>>();
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
    this.scaleTo(this.options.desiredCount);
  }

  /** Another desired count: places tasks, or stops those that came last. */
  scaleTo(desiredCount: number): void {
    this.#desiredCount = desiredCount;
    while (this.#slots.length < desiredCount) {
      this.#slots.push(new TaskSlot(this.options, this.#slots.length, (task) => this.tasks.push(task)));
    }
    this.#closeLast(this.#slots.length - desiredCount, "Scaling activity initiated by service auto scaling");
  }

  /** Stops so many tasks, those that came last, and replaces none: fewer run than are desired. */
  async lose(count: number, reason: string): Promise<void> {
    this.#closeLast(count, reason);
    await Promise.all(this.#closing);
  }

  /** Resolves at the first moment at which the task set is steady. */
  async untilSteady(signal: AbortSignal): Promise<void> {
    while (!this.isSteady) await this.options.clock.wait(LOOK_SECONDS, signal);
  }

  /** Takes its targets out of the load balancer, lets them drain, and stops its tasks. */
  async drain(signal: AbortSignal): Promise<void> {
    this.status = "DRAINING";
    this.#desiredCount = 0;
    for (const slot of this.#slots) slot.deregister();
    try {
      await this.options.clock.wait(DRAINING_SECONDS, signal);
    } finally {
      await this.stop("Scaling activity initiated by the deployment");
    }
  }

  /** Stops all tasks at once and waits until their processes are gone. */
  async stop(reason: string): Promise<void> {
    this.#closeLast(this.#slots.length, reason);
    await Promise.all(this.#closing);
  }

  #closeLast(count: number, reason: string): void {
    if (count <= 0) return;
    for (const slot of this.#slots.splice(-count)) {
      const closing = slot.close(reason).finally(() => this.#closing.delete(closing));
      this.#closing.add(closing);
    }
  }
}
