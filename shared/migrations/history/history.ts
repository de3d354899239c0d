import * as v from "valibot";

const text = v.string();
const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((iso) => new Date(iso)),
);

const entry = v.strictObject({
  /** As the manifest has it. */
  id: v.pipe(v.string(), v.nonEmpty()),
  /**
   * `baseline` was taken for applied when the tool came to the database; `rolled-back` is to be applied again; `failed`
   * began and did not end; `running` has begun, and may yet end.
   */
  state: v.picklist(["applied", "baseline", "failed", "running", "rolled-back"]),
  checksum: v.optional(text),
  at: v.optional(time),
  /** What the tool recorded of a failure. It comes from the database: not to be trusted, and not to be shown unprinted. */
  detail: v.optional(text),
});

const lock = v.strictObject({
  /** What shows it: `knex_migrations_lock.is_locked is 1`. */
  seen: text,
  /** When it was taken, where that is known. */
  since: v.optional(time),
  /** Who holds it, where that is known. */
  holder: v.optional(text),
});

/** What a database, or an endpoint that speaks for one, says of its migrations. */
export const historySchema = v.strictObject({
  /** Where it was found, `public.knex_migrations`; left out where there is no such table. */
  table: v.optional(text),
  /** Where there is none: the tables of that name in schemas that are not looked in, `backup.knex_migrations`. */
  elsewhere: v.optional(v.array(text)),
  /** The table is there and could not be read, since somebody has locked it: that there are no entries says nothing. */
  unread: v.optional(v.literal(true)),
  /** One for each migration. */
  entries: v.array(entry),
  /** A run of the tool that is not over, or that died without giving its lock back. */
  lock: v.optional(lock),
});

export type History = v.InferOutput<typeof historySchema>;
export type HistoryEntry = v.InferOutput<typeof entry>;
export type MigrationLock = v.InferOutput<typeof lock>;
