import * as v from "valibot";
import { ConfigurationError } from "./configuration-error.ts";
import { describeIssue } from "./describe-issue.ts";
import { migrations, type MigrationSettings, type WrittenMigrations } from "./migrations-schema.ts";

/**
 * What `hooks.config.ts` says of migrations: every default filled in, every duration in milliseconds.
 * @throws {ConfigurationError} naming all problems at once
 */
export function parseMigrations(written: WrittenMigrations): MigrationSettings {
  const result = v.safeParse(whole, { migrations: written });
  if (result.success) return result.output.migrations;
  throw ConfigurationError.of(result.issues.map(describeIssue));
}

/** The problems of a configuration's migrations; none where it has no such member, or one that is no object. */
export function migrationProblems(written: object): readonly string[] {
  if (!("migrations" in written) || typeof written.migrations !== "object" || written.migrations === null) return [];
  const result = v.safeParse(whole, { migrations: written.migrations });
  return result.success ? [] : result.issues.map(describeIssue);
}

/** As a member, so that places begin with its name. */
const whole = v.object({ migrations });
