import { LIFECYCLE_EVENTS, type LifecycleEventName } from "./lifecycle.ts";

/** A point of a deployment's course: its creation, the beginning of a lifecycle event, or that of a wait. */
export type Mark = "Start" | LifecycleEventName | "ReadyWait" | "TerminationWait";

export const MARKS: readonly Mark[] = ["Start", ...LIFECYCLE_EVENTS, "ReadyWait", "TerminationWait"];
