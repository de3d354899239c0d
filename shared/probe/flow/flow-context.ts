import type { FlowClient } from "./flow-client.ts";
import type { FlowExpect } from "./flow-expect.ts";
import type { SecretReader } from "./secret-reader.ts";

/** What a flow's function is given. */
export interface FlowContext {
  /** Asks the target under test, and nothing else. */
  readonly green: FlowClient;
  /** Reads a secret, or makes one of what an answer said. */
  readonly secret: SecretReader;
  /** Judges a value that the function has at hand. */
  readonly expect: FlowExpect;
  /**
   * What is done when the flow is over, also when it failed or its time was up: the last first, all within the flow's
   * `cleanup` time, at the end of which its signal is aborted. Its requests are part of the flow: one that fails fails it.
   */
  readonly defer: (cleanup: (signal: AbortSignal) => Promise<unknown>) => void;
  /** Aborted when the flow's time is up, and when the flow is over but for what it deferred. */
  readonly signal: AbortSignal;
}
