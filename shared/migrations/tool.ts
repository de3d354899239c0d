/** The migration tools whose history table can be read. Umzug, which writes Sequelize's table, is `sequelize`. */
export const TOOLS = [
  "alembic",
  "atlas",
  "db-migrate",
  "dbmate",
  "diesel",
  "django",
  "doctrine",
  "drizzle",
  "ecto",
  "ef-core",
  "flyway",
  "golang-migrate",
  "goose",
  "knex",
  "kysely",
  "laravel",
  "liquibase",
  "mikro-orm",
  "node-pg-migrate",
  "phinx",
  "prisma",
  "rails",
  "refinery",
  "sequelize",
  "sqitch",
  "sqlx",
  "typeorm",
] as const;

export type Tool = (typeof TOOLS)[number];

/** What the database speaks: `mysql` is MariaDB, too. */
export const ENGINES = ["postgres", "mysql"] as const;

export type Engine = (typeof ENGINES)[number];
