import { randomBytes } from "node:crypto";
import type { TaskAddress } from "./address-pool.ts";
import type { RehearsalTaskDefinition } from "./task-definition.ts";
import { startTaskProcess, type TaskProcess } from "./task-process.ts";

export type TaskStatus = "PROVISIONING" | "PENDING" | "RUNNING" | "STOPPED";

export interface TaskOptions {
  readonly clusterArn: string;
  readonly definition: RehearsalTaskDefinition;
  /** Empty where nobody said who. */
  readonly startedBy: string;
  readonly group: string;
  readonly address: TaskAddress;
  /** What to run: the image's own command, or what a caller runs in its place. */
  readonly command: string | readonly string[];
  /** Of the container, beyond that of the definition, which it goes before. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The environment of the rehearsal itself, for commands that need its PATH. */
  readonly hostEnvironment: Readonly<Record<string, string>>;
}

const LOG_LINES = 1_000;

/** A task: one real process on an address of its own. */
export class Task {
  readonly id = randomBytes(16).toString("hex");
  readonly arn: string;
  readonly options: TaskOptions;
  readonly createdAt = new Date();
  /** What it wrote, the last thousand lines, with the time of each. */
  readonly log: { readonly timestamp: number; readonly message: string }[] = [];
  /** How many lines were written before those of `log`, and are gone. */
  lostLines = 0;
  /** Resolves once it has stopped, for whatever reason. */
  readonly stopped: Promise<void>;
  status: TaskStatus = "PROVISIONING";
  startedAt: Date | undefined;
  stoppedAt: Date | undefined;
  stoppedReason: string | undefined;
  exitCode: number | undefined;
  containerReason: string | undefined;
  #process: TaskProcess | undefined;
  #stopping = false;
  readonly #onStopped: () => void;

  constructor(options: TaskOptions) {
    this.options = options;
    this.arn = `${options.clusterArn.replace(":cluster/", ":task/")}/${this.id}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.stopped = promise;
    this.#onStopped = resolve;
  }

  /** What ECS wants of it: a task that is being stopped still runs. */
  get desiredStatus(): "RUNNING" | "STOPPED" {
    return this.#stopping || this.status === "STOPPED" ? "STOPPED" : "RUNNING";
  }

  /** Whether its container was ever started, whatever became of it. */
  get hasRun(): boolean {
    return this.startedAt !== undefined || this.exitCode !== undefined;
  }

  /** Starts its process. A program that cannot be started is a task that stops, not an error here. */
  async start(): Promise<void> {
    if (this.#stopping) return;
    this.status = "PENDING";
    const { definition, address, command, environment: own, hostEnvironment } = this.options;
    try {
      const environment = { ...hostEnvironment, ...definition.environment, ...own };
      const { cwd } = definition.image;
      this.#process = await startTaskProcess({ taskId: this.id, address, command, cwd, environment }, (line) =>
        this.#write(line),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.containerReason = `CannotStartContainerError: ${message}`;
      this.#end("Task failed to start", undefined);
      return;
    }
    void this.#process.exited.then((code) => this.#end("Essential container in task exited", code));
    if (this.#stopping) return this.#process.stop();
    this.status = "RUNNING";
    this.startedAt = new Date();
  }

  /** Ends its process and waits for that. @param reason becomes the task's stopped reason, unless it had stopped before */
  async stop(reason: string): Promise<void> {
    this.#stopping = true;
    this.stoppedReason ??= reason;
    if (this.#process) await this.#process.stop();
    // One that is being started right now is stopped by its start.
    else if (this.status === "PENDING") await this.stopped;
    else this.#end(reason, undefined);
  }

  #write(message: string): void {
    this.log.push({ timestamp: Date.now(), message });
    if (this.log.length <= LOG_LINES) return;
    this.log.shift();
    this.lostLines += 1;
  }

  #end(reason: string, exitCode: number | undefined): void {
    if (this.status === "STOPPED") return;
    this.status = "STOPPED";
    this.stoppedAt = new Date();
    this.stoppedReason ??= reason;
    this.exitCode = exitCode;
    this.#onStopped();
  }
}
