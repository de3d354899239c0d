import { sequelize } from "./sequelize.ts";
import type { ToolDriver } from "../tool-driver.ts";
import { formatUrlLiteral, runNode } from "./javascript.ts";

/** Umzug in a program of the project's own, with Sequelize's storage: the names are the files'. */
export const umzug: ToolDriver = {
  ...sequelize,
  name: "umzug",
  files: (migrations, database) => ({
    "migrate.mjs": `import { Sequelize } from "sequelize";
import { SequelizeStorage, Umzug } from "umzug";
const sequelize = new Sequelize(${formatUrlLiteral(database)}, { logging: false });
const umzug = new Umzug({
  migrations: {
    glob: "migrations/*.js",
    resolve: ({ name, path, context }) => ({
      name,
      up: async () => (await import(path)).default.up(context),
    }),
  },
  context: sequelize.getQueryInterface(),
  storage: new SequelizeStorage({ sequelize }),
  logger: undefined,
});
await umzug.up().finally(() => sequelize.close());
`,
    ...sequelize.files(migrations, database),
  }),
  up: () => runNode("migrate.mjs"),
};
