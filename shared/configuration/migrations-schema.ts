import * as v from "valibot";
import { durationSchema } from "./duration.ts";
import { strictObject } from "./strict-object.ts";
import { nonEmpty } from "./text-schema.ts";

const noMigrations = strictObject({
  /** Why there is nothing to migrate: `"the service has no database"`. It is part of what is logged. */
  none: nonEmpty,
});

const migrationCommand = strictObject({
  /** What tells whether green's migrations are applied, in green's image: exit code 0 says yes. */
  command: v.pipe(v.array(nonEmpty), v.minLength(1, "expected a command, received none")),
  /** The container that runs it. Default: the first essential container of the task definition. */
  container: v.optional(nonEmpty),
  /** How long it may take, with the start of its task. */
  timeout: v.optional(durationSchema, "5m"),
});

const anyMigrations = v.union(
  [noMigrations, migrationCommand],
  ({ received }) =>
    `expected { command: ["…"] }, or { none: "why this service has no migrations" }, received ${received}`,
);

/** Chosen by its own member first: a union that fits neither way cannot say what is wrong with the way that was meant. */
export const migrations = v.lazy((input): typeof noMigrations | typeof migrationCommand | typeof anyMigrations => {
  if (typeof input !== "object" || input === null) return anyMigrations;
  if ("command" in input) return migrationCommand;
  return "none" in input ? noMigrations : anyMigrations;
});
