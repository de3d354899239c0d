/** The lifecycle events of an Amazon ECS deployment that can call a function, in their order. */
export const HOOK_EVENTS = [
  "BeforeInstall",
  "AfterInstall",
  "AfterAllowTestTraffic",
  "BeforeAllowTraffic",
  "AfterAllowTraffic",
] as const;

/** A lifecycle event at which CodeDeploy calls one of the functions. */
export type HookEvent = (typeof HOOK_EVENTS)[number];

export function isHookEvent(name: unknown): name is HookEvent {
  return HOOK_EVENTS.some((event) => event === name);
}
