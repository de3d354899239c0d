import type { TaskSetOptions } from "./task-set.ts";
import { Task } from "./task.ts";

/** Deployment seconds that a task takes from its placement to its start: a network interface, the pull of an image. */
const PLACEMENT_SECONDS = 20;
/** Deployment seconds before a task that has stopped is replaced. */
const REPLACEMENT_SECONDS = 10;

/** One of the places of a task set: keeps a task running, and registered with its target group while it does. */
export class TaskSlot {
  readonly #options: TaskSetOptions;
  readonly #ordinal: number;
  readonly #onPlaced: (task: Task) => void;
  readonly #ending = new AbortController();
  readonly #done: Promise<void>;
  #task: Task | undefined;

  /** @param onPlaced told of each task before it starts */
  constructor(options: TaskSetOptions, ordinal: number, onPlaced: (task: Task) => void) {
    this.#options = options;
    this.#ordinal = ordinal;
    this.#onPlaced = onPlaced;
    this.#done = this.#keepRunning();
  }

  /** Takes its target out of the load balancer; the task runs on. */
  deregister(): void {
    const address = this.#task?.options.address;
    if (address) this.#options.targetGroup.deregister(address.ip, address.port);
  }

  /** Stops its task at once, places no other, and waits until the process is gone. */
  async close(reason: string): Promise<void> {
    this.#ending.abort();
    this.deregister();
    await this.#task?.stop(reason);
    await this.#done;
    // One that was being placed just then.
    await this.#task?.stop(reason);
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#ending;
    const { clock } = this.#options;
    try {
      while (!signal.aborted) {
        const task = await this.#place();
        await clock.wait(PLACEMENT_SECONDS, signal);
        await task.start();
        if (task.status === "RUNNING") this.#register(task);
        await task.stopped;
        this.deregister();
        await clock.wait(REPLACEMENT_SECONDS, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #place(): Promise<Task> {
    const { clusterArn, definition, id, serviceName, addresses, hostEnvironment } = this.#options;
    const task = new Task({
      clusterArn,
      definition,
      startedBy: id,
      group: `service:${serviceName}`,
      address: await addresses.next(),
      command: definition.image.command(this.#ordinal),
      hostEnvironment,
    });
    this.#task = task;
    this.#onPlaced(task);
    return task;
  }

  #register({ options: { address } }: Task): void {
    this.#options.targetGroup.register({
      id: address.ip,
      port: address.port,
      availabilityZone: address.availabilityZone,
    });
  }
}
