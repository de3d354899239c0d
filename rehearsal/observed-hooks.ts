import { statusFor, type Mode, type StatusPolicy } from "../shared/verdict/status.ts";
import type { FunctionLine } from "./lambda/lambda-service.ts";
import type { HookResult } from "./result.ts";

/** Finds the hooks that mode `observe` let pass and mode `enforce` would have stopped. */
export class ObservedHooks {
  #alsoSucceedOn: StatusPolicy["alsoSucceedOn"] = [];

  /** Takes one line of a function's output: the configuration in force says what passes in either mode. */
  addLine({ line }: Pick<FunctionLine, "line">): void {
    if (!line.startsWith("{")) return;
    try {
      const { configuration }: { configuration?: Partial<StatusPolicy> } = JSON.parse(line);
      if (Array.isArray(configuration?.alsoSucceedOn)) this.#alsoSucceedOn = configuration.alsoSucceedOn;
    } catch {
      // A function may write what it likes.
    }
  }

  /** @param modeAt the mode in which the hook of an event decided; undefined where it did not say */
  among(hooks: readonly HookResult[], modeAt: (lifecycleEvent: string) => Mode | undefined): readonly HookResult[] {
    return hooks.filter(({ lifecycleEvent, status, verdict }) => {
      if (status !== "Succeeded" || modeAt(lifecycleEvent) !== "observe") return false;
      return statusFor(verdict, { mode: "enforce", alsoSucceedOn: this.#alsoSucceedOn }) === "Failed";
    });
  }
}
