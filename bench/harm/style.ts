import { fileURLToPath } from "node:url";
import type { Handlers } from "../../rehearsal/build-handlers.ts";

/** A way to decide whether a version may have customers. */
export interface Style {
  readonly name: string;
  /** Undefined for this suite's five functions. */
  readonly handlers: Handlers | undefined;
}

/** The suite, which the others are compared with. */
export const SUITE: Style = { name: "this suite", handlers: undefined };

/** CodeDeploy alone. */
export const NO_HOOKS: Style = { name: "no hooks", handlers: {} };

/**
 * Target-group health has a hook, because without one CodeDeploy does not look: under AllAtOnce it shifts traffic to whatever
 * is registered. BeforeAllowTraffic is where its troubleshooting guide says to look.
 */
export const NAIVE_STYLES: readonly Style[] = [
  NO_HOOKS,
  { name: "one request", handlers: { AfterAllowTestTraffic: pathOf("send-one-request.ts") } },
  { name: "ten tries", handlers: { AfterAllowTestTraffic: pathOf("try-ten-times.ts") } },
  { name: "target-group health", handlers: { BeforeAllowTraffic: pathOf("wait-for-healthy-targets.ts") } },
];

export const STYLES: readonly Style[] = [...NAIVE_STYLES, SUITE];

function pathOf(file: string): string {
  return fileURLToPath(new URL(`styles/${file}`, import.meta.url));
}
