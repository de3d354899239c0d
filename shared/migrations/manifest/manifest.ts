import * as v from "valibot";
import { ENGINES, TOOLS } from "../tool.ts";

/**
 * Whether the version that serves now survives a change of the schema: `expand` breaks nothing that it does, `contract`
 * breaks its reads or its writes, `warn` may, depending on how it is written, `unknown` could not be told.
 */
export const COMPATIBILITY_CLASSES = ["expand", "warn", "contract", "unknown"] as const;

const text = v.pipe(v.string(), v.nonEmpty('expected some text, received ""'));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const statementFinding = v.strictObject({
  class: v.picklist(COMPATIBILITY_CLASSES),
  /** What of blue it breaks. */
  breaks: v.optional(v.picklist(["reads", "writes", "reads and writes"])),
  /** The statement as it is written, cut where it is long. */
  statement: text,
  /** Where the statement begins in the migration's file, from 1. */
  line,
  /** The table it is about, as the database compares names, with its schema where one is written. */
  table: v.optional(text),
  /** Why it has its class, as half a sentence: `blue's SELECTs of the column "note" fail`. */
  why: text,
});

const declaration = v.variant("class", [
  v.strictObject({ class: v.literal("expand"), reason: text }),
  v.strictObject({
    class: v.literal("contract"),
    /** The release of blue from which on it breaks nothing. */
    safeAfter: text,
    reason: text,
  }),
]);

const compatibility = v.strictObject({
  /** By its statements alone; an author's declaration comes before it. */
  class: v.picklist(COMPATIBILITY_CLASSES),
  /** Half a sentence that says why. */
  reason: text,
  /** The statements that are not `expand`. */
  findings: v.array(statementFinding),
  /** The tables that it creates, as `findings[].table` has them: what else is done to them breaks nobody. */
  creates: v.array(text),
  /** What its author says of it, in the migration's file. */
  declared: v.optional(declaration),
});

const migration = v.strictObject({
  /** As the tool's history table has it. */
  id: text,
  /** As the tool's history table has it, where it has one. */
  checksum: v.optional(text),
  /** Prisma: checksums that it takes for the same, those of the file with other ends of lines. */
  otherChecksums: v.optional(v.array(text)),
  /** Drizzle's journal: milliseconds since 1970. */
  when: v.optional(v.pipe(v.number(), v.integer())),
  /** Alembic: the revisions that this one follows. */
  parents: v.optional(v.array(text)),
  /** Django: the migrations that this one is the squash of. */
  replaces: v.optional(v.array(text)),
  /** Flyway's `R__`, Liquibase's `runOnChange` and `runAlways`: applied again when it changes, in no order with the others. */
  repeatable: v.optional(v.boolean()),
  /** Liquibase: a context, labels or the kind of database decide whether it is applied. That it is not there is no fault. */
  optional: v.optional(v.boolean()),
  /** Its file, relative to the folder of the project. */
  file: text,
  compatibility,
});

/** What green expects of its database: made by `hooks manifest`, shipped with the task definition. */
export const manifestSchema = v.strictObject({
  version: v.literal(1),
  tool: v.picklist(TOOLS),
  engine: v.picklist(ENGINES),
  /** The release that it was made for, which `safeAfter` of a later one is compared with. */
  release: v.optional(text),
  /** The history table, where it has not the tool's own name. */
  table: v.optional(v.strictObject({ schema: v.optional(text), name: text })),
  /** In the order in which the tool applies them. */
  migrations: v.array(migration),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ManifestMigration = v.InferOutput<typeof migration>;
export type Compatibility = v.InferOutput<typeof compatibility>;
export type CompatibilityClass = (typeof COMPATIBILITY_CLASSES)[number];
export type StatementFinding = v.InferOutput<typeof statementFinding>;
export type Declaration = v.InferOutput<typeof declaration>;
