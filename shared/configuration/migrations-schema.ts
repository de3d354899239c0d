import * as v from "valibot";
import { TASK_PRESETS } from "../migrations/task/task-presets.ts";
import { durationSchema } from "./duration.ts";
import { migrationDatabase, secretName } from "./migration-database-schema.ts";
import { migrationPolicies } from "./migration-policies-schema.ts";
import { strictObject } from "./strict-object.ts";
import { headerName, headerValue, nonEmpty } from "./text-schema.ts";

const none = strictObject({
  /** Why there is nothing to migrate: `"the service has no database"`. It is part of what is logged. */
  none: nonEmpty,
});

const taskMembers = {
  /** The container that runs it. Default: the first essential container of the task definition. */
  container: v.optional(nonEmpty),
  /** How long it may take, with the start of its task. */
  timeout: v.optional(durationSchema, "5m"),
  policies: migrationPolicies,
};
const words = v.pipe(v.array(nonEmpty), v.minLength(1, "expected a command, received none"));

const command = strictObject({
  /** What tells whether green's migrations are applied, in green's image: exit code 0 says yes, 10 that some are pending. */
  command: words,
  ...taskMembers,
});

/** What has a status command that can be judged. */
const PRESET_NAMES = Object.keys(TASK_PRESETS) as (keyof typeof TASK_PRESETS)[];

const preset = strictObject({
  /** The tool whose own status command tells, judged by its exit code and by what it prints. */
  preset: v.picklist(PRESET_NAMES),
  /** Where the tool is elsewhere in the image than its preset has it. */
  command: v.optional(words),
  ...taskMembers,
});

const waiting = {
  /** How long a run of the tool that is not over, or a lock, is waited for. */
  wait: v.optional(durationSchema, "1m"),
  policies: migrationPolicies,
};

const database = strictObject({
  /** Where the history table is: it is only read. */
  database: migrationDatabase,
  ...waiting,
});

/** What was received is not said: it may be a credential. */
function isPlainUrl(input: unknown): boolean {
  const url = typeof input === "string" ? URL.parse(input) : null;
  return url !== null && /^https?:$/u.test(url.protocol) && url.username === "" && url.password === "";
}

const endpoint = strictObject({
  endpoint: strictObject({
    /** Answers GET with a history in JSON. */
    url: v.custom<string>(
      isPlainUrl,
      'expected a URL that begins with "https://" or "http://", without a user or a password',
    ),
    headers: v.optional(v.record(headerName, v.union([headerValue, strictObject({ secret: secretName })])), {}),
    timeout: v.optional(durationSchema, "5s"),
  }),
  ...waiting,
});

const WAYS = { none, preset, command, database, endpoint };

const any = v.union(
  [none, preset, command, database, endpoint],
  ({ received }) =>
    'expected { database: "secretsmanager:…" }, { preset: "prisma" }, { command: ["…"] }, { endpoint: { url: "…" } }, or ' +
    `{ none: "why this service has no migrations" }, received ${received}`,
);

/** Two ways at once would leave it to chance which is asked. */
const several = v.never(
  ({ input }) => `expected one of ${Object.keys(WAYS).join(", ")}, received ${waysIn(input).join(" and ")}`,
);

function waysIn(input: unknown): readonly string[] {
  return Object.keys(WAYS).filter(
    (member) => member in Object(input) && !(member === "command" && "preset" in Object(input)),
  );
}

type Way = (typeof WAYS)[keyof typeof WAYS] | typeof any | typeof several;

/** Chosen by its own member first: a union that fits no way cannot say what is wrong with the way that was meant. */
export const migrations = v.lazy((input): Way => {
  if (typeof input !== "object" || input === null) return any;
  if (waysIn(input).length > 1) return several;
  const named = Object.entries(WAYS).find(([member]) => member in input);
  return named === undefined ? any : named[1];
});

/** As a user writes it. */
export type WrittenMigrations = v.InferInput<typeof migrations>;

/** As it is in force. */
export type MigrationSettings = v.InferOutput<typeof migrations>;
