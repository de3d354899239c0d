import { alembic } from "./drivers/alembic.ts";
import { dbMigrate } from "./drivers/db-migrate.ts";
import { dbmate } from "./drivers/dbmate.ts";
import { django } from "./drivers/django.ts";
import { drizzle } from "./drivers/drizzle.ts";
import { knex, knexWithoutTransaction } from "./drivers/knex.ts";
import { kysely } from "./drivers/kysely.ts";
import { liquibase } from "./drivers/liquibase.ts";
import { mikroOrm } from "./drivers/mikro-orm.ts";
import { nodePgMigrate } from "./drivers/node-pg-migrate.ts";
import { prisma } from "./drivers/prisma.ts";
import { rails } from "./drivers/rails.ts";
import { sequelize } from "./drivers/sequelize.ts";
import { sqitch } from "./drivers/sqitch.ts";
import { typeorm } from "./drivers/typeorm.ts";
import { umzug } from "./drivers/umzug.ts";
import type { ToolDriver } from "./tool-driver.ts";

/** The real migration tools that are run. */
export const DRIVERS: readonly ToolDriver[] = [
  alembic,
  dbMigrate,
  dbmate,
  django,
  drizzle,
  knex,
  knexWithoutTransaction,
  kysely,
  liquibase,
  mikroOrm,
  nodePgMigrate,
  prisma,
  rails,
  sequelize,
  sqitch,
  typeorm,
  umzug,
];
