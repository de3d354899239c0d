/** @throws Error where there is none: a plan that cannot decide */
export function made<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("expected a plan that can decide");
  return value;
}
