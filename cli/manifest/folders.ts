import type { Tool } from "../../shared/migrations/tool.ts";
import { alembicFolder } from "./folders/alembic.ts";
import { atlasFolder } from "./folders/atlas.ts";
import { dbMigrateFolder } from "./folders/db-migrate.ts";
import { dbmateFolder } from "./folders/dbmate.ts";
import { dieselFolder } from "./folders/diesel.ts";
import { djangoFolder } from "./folders/django.ts";
import { doctrineFolder } from "./folders/doctrine.ts";
import { drizzleFolder } from "./folders/drizzle.ts";
import { ectoFolder } from "./folders/ecto.ts";
import { efCoreFolder } from "./folders/ef-core.ts";
import { flywayFolder } from "./folders/flyway.ts";
import { golangMigrateFolder } from "./folders/golang-migrate.ts";
import { gooseFolder } from "./folders/goose.ts";
import { knexFolder } from "./folders/knex.ts";
import { kyselyFolder } from "./folders/kysely.ts";
import { laravelFolder } from "./folders/laravel.ts";
import { liquibaseFolder } from "./folders/liquibase.ts";
import { mikroOrmFolder } from "./folders/mikro-orm.ts";
import { nodePgMigrateFolder } from "./folders/node-pg-migrate.ts";
import { phinxFolder } from "./folders/phinx.ts";
import { prismaFolder } from "./folders/prisma.ts";
import { railsFolder } from "./folders/rails.ts";
import { refineryFolder } from "./folders/refinery.ts";
import { sequelizeFolder } from "./folders/sequelize.ts";
import { sqitchFolder } from "./folders/sqitch.ts";
import { sqlxFolder } from "./folders/sqlx.ts";
import { typeormFolder } from "./folders/typeorm.ts";
import type { MigrationFolder } from "./migration-folder.ts";

/** The reader of each tool's folder. */
export const FOLDERS: Readonly<Record<Tool, MigrationFolder>> = {
  alembic: alembicFolder,
  atlas: atlasFolder,
  "db-migrate": dbMigrateFolder,
  dbmate: dbmateFolder,
  diesel: dieselFolder,
  django: djangoFolder,
  doctrine: doctrineFolder,
  drizzle: drizzleFolder,
  ecto: ectoFolder,
  "ef-core": efCoreFolder,
  flyway: flywayFolder,
  "golang-migrate": golangMigrateFolder,
  goose: gooseFolder,
  knex: knexFolder,
  kysely: kyselyFolder,
  laravel: laravelFolder,
  liquibase: liquibaseFolder,
  "mikro-orm": mikroOrmFolder,
  "node-pg-migrate": nodePgMigrateFolder,
  phinx: phinxFolder,
  prisma: prismaFolder,
  rails: railsFolder,
  refinery: refineryFolder,
  sequelize: sequelizeFolder,
  sqitch: sqitchFolder,
  sqlx: sqlxFolder,
  typeorm: typeormFolder,
};
