import type { Tool } from "../tool.ts";
import type { HistoryReader } from "./history-reader.ts";
import { alembic } from "./readers/alembic.ts";
import { atlas } from "./readers/atlas.ts";
import { dbMigrate } from "./readers/db-migrate.ts";
import { dbmate } from "./readers/dbmate.ts";
import { diesel } from "./readers/diesel.ts";
import { django } from "./readers/django.ts";
import { doctrine } from "./readers/doctrine.ts";
import { drizzle } from "./readers/drizzle.ts";
import { ecto } from "./readers/ecto.ts";
import { efCore } from "./readers/ef-core.ts";
import { flyway } from "./readers/flyway.ts";
import { golangMigrate } from "./readers/golang-migrate.ts";
import { goose } from "./readers/goose.ts";
import { knex } from "./readers/knex.ts";
import { kysely } from "./readers/kysely.ts";
import { laravel } from "./readers/laravel.ts";
import { liquibase } from "./readers/liquibase.ts";
import { mikroOrm } from "./readers/mikro-orm.ts";
import { nodePgMigrate } from "./readers/node-pg-migrate.ts";
import { phinx } from "./readers/phinx.ts";
import { prisma } from "./readers/prisma.ts";
import { rails } from "./readers/rails.ts";
import { refinery } from "./readers/refinery.ts";
import { sequelize } from "./readers/sequelize.ts";
import { sqitch } from "./readers/sqitch.ts";
import { sqlx } from "./readers/sqlx.ts";
import { typeorm } from "./readers/typeorm.ts";

/** The reader of each tool's history. */
export const READERS: Readonly<Record<Tool, HistoryReader>> = {
  alembic,
  atlas,
  "db-migrate": dbMigrate,
  dbmate,
  diesel,
  django,
  doctrine,
  drizzle,
  ecto,
  "ef-core": efCore,
  flyway,
  "golang-migrate": golangMigrate,
  goose,
  knex,
  kysely,
  laravel,
  liquibase,
  "mikro-orm": mikroOrm,
  "node-pg-migrate": nodePgMigrate,
  phinx,
  prisma,
  rails,
  refinery,
  sequelize,
  sqitch,
  sqlx,
  typeorm,
};
