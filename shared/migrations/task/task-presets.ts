import type { TaskPreset } from "./task-preset.ts";

const UNKNOWN_ROWS = "a row that green does not know: that the database is ahead of it is not said";
const EDITED = "a file that was edited after it was applied";
const ONE_CODE = "its exit code is the same for pending and for an error, which only its log tells apart";
const LONG_LOG = "a pending migration above the lines of the log that are read";

/**
 * The commands of the tools that say what is pending by their exit code, or plainly enough in their log. Knex, TypeORM,
 * Sequelize, MikroORM, Kysely, node-pg-migrate, db-migrate and Drizzle have none: they end with 0 whatever is pending, and
 * need a script of one's own that ends with 0 or 10.
 */
export const TASK_PRESETS = {
  prisma: {
    tool: "prisma",
    // Not npx, which would fetch it where it was pruned.
    command: ["node", "node_modules/prisma/build/index.js", "migrate", "status"],
    failed: { pattern: /have failed:|found failed|from your database are different/u },
    infrastructure: { pattern: /\bP100[0-3]\b(?=:)/u },
    pending: { exitCodes: [1], pattern: /not yet been applied/u },
    upToDate: { exitCodes: [0], pattern: /up to date/u },
    blindSpots: [
      "a migration that was marked as rolled back and not applied again: it is called up to date",
      `${EDITED}: it is called up to date`,
      UNKNOWN_ROWS,
      "a failed migration where others are pending: only those are named",
      "Prisma 8 and later, whose command is another",
    ],
  },
  dbmate: {
    tool: "dbmate",
    command: ["dbmate", "status", "--exit-code"],
    infrastructure: { exitCodes: [2] },
    pending: { exitCodes: [1] },
    upToDate: { exitCodes: [0] },
    blindSpots: ["a failed migration, which is pending for it", EDITED, UNKNOWN_ROWS],
  },
  django: {
    tool: "django",
    command: ["python", "manage.py", "migrate", "--check"],
    infrastructure: { pattern: /Traceback|OperationalError/u },
    pending: { exitCodes: [1], without: /Traceback|OperationalError/u },
    upToDate: { exitCodes: [0] },
    blindSpots: [ONE_CODE, EDITED, UNKNOWN_ROWS],
  },
  rails: {
    tool: "rails",
    command: ["bin/rails", "db:abort_if_pending_migrations"],
    pending: { exitCodes: [1], pattern: /pending migration/u },
    upToDate: { exitCodes: [0] },
    blindSpots: [ONE_CODE, EDITED, UNKNOWN_ROWS],
  },
  alembic: {
    tool: "alembic",
    command: ["alembic", "current", "--check-heads"],
    infrastructure: { pattern: /Traceback|OperationalError/u },
    pending: { exitCodes: "not 0", pattern: /\bnot\b[^\n]{0,200}\bhead/iu },
    upToDate: { exitCodes: [0] },
    blindSpots: ["a release before 1.17.1, which does not know the option and ends with 2", ONE_CODE, EDITED],
  },
  doctrine: {
    tool: "doctrine",
    command: ["bin/console", "doctrine:migrations:up-to-date", "--fail-on-unregistered"],
    failed: { exitCodes: [2] },
    pending: { exitCodes: [1], pattern: /Out-of-date/u },
    upToDate: { exitCodes: [0] },
    blindSpots: [ONE_CODE, EDITED, "whether rows that green does not know are of a newer release: they fail"],
  },
  phinx: {
    tool: "phinx",
    command: ["vendor/bin/phinx", "status"],
    failed: { exitCodes: [2] },
    infrastructure: { exitCodes: [1] },
    pending: { exitCodes: [3] },
    upToDate: { exitCodes: [0] },
    blindSpots: [EDITED, "whether rows that green does not know are of a newer release: they fail"],
  },
  laravel: {
    tool: "laravel",
    command: ["php", "artisan", "migrate:status", "--pending=3"],
    pending: { exitCodes: [3] },
    // A release that does not know the number ends with 0 whatever is pending, and then lists it.
    upToDate: { exitCodes: [0], without: /\bPending\b/u },
    blindSpots: [EDITED, UNKNOWN_ROWS, "a database without the table of migrations: it ends with 1, as an error does"],
  },
  flyway: {
    tool: "flyway",
    command: ["flyway", "validate"],
    failed: { pattern: /Detected failed|checksum mismatch|applied migration not resolved locally/iu },
    pending: { exitCodes: [1], pattern: /not applied to database/u },
    upToDate: { exitCodes: [0] },
    blindSpots: ["what ignoreMigrationPatterns leaves out: by default, rows newer than green knows"],
  },
  liquibase: {
    tool: "liquibase",
    command: ["liquibase", "status", "--verbose"],
    failed: { pattern: /Validation Failed/u },
    pending: { exitCodes: [0], pattern: /ha(?:s|ve) not been applied/u },
    upToDate: { exitCodes: [0], pattern: /is up to date/u },
    blindSpots: [
      "changesets with runAlways, which are always pending",
      "a lock that is held: it is neither waited for nor named",
      UNKNOWN_ROWS,
      "that it creates its two tables where they do not exist",
    ],
  },
  goose: {
    tool: "goose",
    command: ["goose", "status"],
    pending: { exitCodes: [0], pattern: /\bPending\s{1,40}--/u },
    upToDate: { exitCodes: [0], pattern: /--\s\S{1,255}\.(?:sql|go)\b/u, without: /\bPending\s{1,40}--/u },
    blindSpots: [LONG_LOG, EDITED, UNKNOWN_ROWS, "that it creates its table where it does not exist"],
  },
  "golang-migrate": {
    tool: "golang-migrate",
    // It takes no settings from the environment itself.
    command: ["sh", "-c", 'exec migrate -path "${MIGRATIONS_PATH:-migrations}" -database "$DATABASE_URL" version'],
    failed: { pattern: /^\d{1,20} \(dirty\)/mu },
    pending: { exitCodes: [1], pattern: /\bno migration\b/u },
    upToDate: { exitCodes: [0] },
    version: /^(\d{1,20})\s*$/mu,
    blindSpots: [
      "which version is green's newest: without a manifest nothing can be told",
      "a migration with a lower number than the database's that was never applied",
    ],
  },
} as const satisfies Readonly<Record<string, TaskPreset>>;

export type TaskPresetName = keyof typeof TASK_PRESETS;
