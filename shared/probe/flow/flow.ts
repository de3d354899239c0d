import { milliseconds, type Duration } from "../duration.ts";
import type { Json } from "../json.ts";
import type { FlowContext } from "./flow-context.ts";

/** What can be said of a flow beside what it does. */
export interface FlowOptions {
  /** When it is ended, all its steps together. Default: `"30s"`. */
  readonly timeout?: Duration;
  /** How long what it deferred may take when it is over. Default: `"5s"`. */
  readonly cleanup?: Duration;
}

/** Several requests that build on each other: a value, whose every request is a probe. */
export class Flow {
  readonly kind = "flow";
  readonly name: string;
  readonly timeoutMs: number;
  readonly cleanupMs: number;
  readonly body: (context: FlowContext) => Promise<void>;

  /** Use {@link smoke}. */
  constructor(name: string, body: Flow["body"], options: FlowOptions) {
    if (name.trim() === "") throw new RangeError("expected a name for the flow, received an empty one");
    this.name = name;
    this.body = body;
    this.timeoutMs = milliseconds(options.timeout ?? "30s");
    this.cleanupMs = milliseconds(options.cleanup ?? "5s");
  }

  toString(): string {
    return `flow ${this.name}`;
  }

  toJSON(): Json {
    return { kind: this.kind, name: this.name, timeoutMs: this.timeoutMs, cleanupMs: this.cleanupMs };
  }
}

/**
 * A flow, written as a function: `smoke("checkout", async ({ green, secret, expect }) => { … })`. It has failed as soon as
 * one of its requests has, also where the function catches that.
 */
export function smoke(name: string, body: Flow["body"], options: FlowOptions = {}): Flow {
  return new Flow(name, body, options);
}
