import type { Tool } from "../../../shared/migrations/tool.ts";
import { alembicFixture } from "./fixtures/alembic.ts";
import { atlasFixture } from "./fixtures/atlas.ts";
import { dbMigrateFixture } from "./fixtures/db-migrate.ts";
import { dbmateFixture } from "./fixtures/dbmate.ts";
import { dieselFixture } from "./fixtures/diesel.ts";
import { djangoFixture } from "./fixtures/django.ts";
import { doctrineFixture } from "./fixtures/doctrine.ts";
import { drizzleFixture } from "./fixtures/drizzle.ts";
import { ectoFixture } from "./fixtures/ecto.ts";
import { efCoreFixture } from "./fixtures/ef-core.ts";
import { flywayFixture } from "./fixtures/flyway.ts";
import { golangMigrateFixture } from "./fixtures/golang-migrate.ts";
import { gooseFixture } from "./fixtures/goose.ts";
import { knexFixture } from "./fixtures/knex.ts";
import { kyselyFixture } from "./fixtures/kysely.ts";
import { laravelFixture } from "./fixtures/laravel.ts";
import { liquibaseFixture } from "./fixtures/liquibase.ts";
import { mikroOrmFixture } from "./fixtures/mikro-orm.ts";
import { nodePgMigrateFixture } from "./fixtures/node-pg-migrate.ts";
import { phinxFixture } from "./fixtures/phinx.ts";
import { prismaFixture } from "./fixtures/prisma.ts";
import { railsFixture } from "./fixtures/rails.ts";
import { refineryFixture } from "./fixtures/refinery.ts";
import { sequelizeFixture } from "./fixtures/sequelize.ts";
import { sqitchFixture } from "./fixtures/sqitch.ts";
import { sqlxFixture } from "./fixtures/sqlx.ts";
import { typeormFixture } from "./fixtures/typeorm.ts";
import type { ToolFixture } from "./tool-fixture.ts";

/** A project of each tool, and what the tool writes for it. */
export const FIXTURES: Readonly<Record<Tool, ToolFixture>> = {
  alembic: alembicFixture,
  atlas: atlasFixture,
  "db-migrate": dbMigrateFixture,
  dbmate: dbmateFixture,
  diesel: dieselFixture,
  django: djangoFixture,
  doctrine: doctrineFixture,
  drizzle: drizzleFixture,
  ecto: ectoFixture,
  "ef-core": efCoreFixture,
  flyway: flywayFixture,
  "golang-migrate": golangMigrateFixture,
  goose: gooseFixture,
  knex: knexFixture,
  kysely: kyselyFixture,
  laravel: laravelFixture,
  liquibase: liquibaseFixture,
  "mikro-orm": mikroOrmFixture,
  "node-pg-migrate": nodePgMigrateFixture,
  phinx: phinxFixture,
  prisma: prismaFixture,
  rails: railsFixture,
  refinery: refineryFixture,
  sequelize: sequelizeFixture,
  sqitch: sqitchFixture,
  sqlx: sqlxFixture,
  typeorm: typeormFixture,
};
