/**
 * Every check of every function, in the order of the lifecycle: what `checks` in `hooks.config.ts` may name. A test holds
 * it against functions/*.ts, and the table of checks in docs/configuration.md against it.
 */
export const CHECK_NAMES = [
  "production-serves-blue",
  "blue-is-healthy",
  "no-alarm-is-firing",
  "migrations-are-applied",
  "smoke-tests-pass",
  "test-serves-green",
  "green-targets-answer-health",
  "test-listener-answers-health",
  "targets-are-healthy",
  "capacity-is-complete",
  "production-still-serves-blue",
  "test-still-serves-green",
  "nothing-pins-customers",
  "rollback-is-ready",
  "metrics-have-data",
  "green-is-warm",
  "production-serves-green",
  "production-listener-answers-health",
  "green-is-no-worse-than-blue",
  "customers-are-served",
  "metrics-hold",
  "alarms-stay-silent",
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];
