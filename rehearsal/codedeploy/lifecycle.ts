/** The lifecycle events of an ECS deployment with a test listener, in their order (AppSpec 'hooks' section). */
export const LIFECYCLE_EVENTS = [
  "BeforeInstall",
  "Install",
  "AfterInstall",
  "AllowTestTraffic",
  "AfterAllowTestTraffic",
  "BeforeAllowTraffic",
  "AllowTraffic",
  "AfterAllowTraffic",
] as const;

export type LifecycleEventName = (typeof LIFECYCLE_EVENTS)[number];

export type LifecycleEventStatus = "Pending" | "InProgress" | "Succeeded" | "Failed" | "Skipped";

/** One lifecycle event of one deployment. */
export interface LifecycleEvent {
  readonly name: LifecycleEventName;
  status: LifecycleEventStatus;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
}
