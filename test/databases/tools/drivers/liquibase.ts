import { join } from "node:path";
import { TOOLS_FOLDER } from "../../support/install-tools.ts";
import type { ToolDriver } from "../tool-driver.ts";

const JARS = join(TOOLS_FOLDER, "node_modules/liquibase/dist/liquibase");
const SCHEMES = { postgres: "postgresql", mysql: "mariadb" };

export const liquibase: ToolDriver = {
  name: "liquibase",
  tool: "liquibase",
  engines: ["postgres", "mysql"],
  needs: { probe: { file: "java", args: ["-version"] }, packages: ["default-jre-headless"] },
  path: "changelog.sql",
  id: ({ number }) => `changelog.sql::${number}::zoo`,
  files: (migrations) => ({
    "changelog.sql": `--liquibase formatted sql
${migrations.map(({ number, statements }) => `\n--changeset zoo:${number}\n${statements.map((sql) => `${sql};\n`).join("")}`).join("")}`,
  }),
  up: ({ engine, host, port, name, owner }) => ({
    file: "java",
    args: [
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-cp",
      `${JARS}/internal/lib/*:${JARS}/lib/*`,
      "liquibase.integration.commandline.LiquibaseCommandLine",
      "update",
      "--changelog-file=changelog.sql",
      `--url=jdbc:${SCHEMES[engine]}://${host}:${port}/${name}`,
      `--username=${owner.user}`,
      `--password=${owner.password}`,
    ],
  }),
  // Its ids are in no order.
  ahead: ["unknown"],
  lock: { postgres: { held: true, left: true }, mysql: { held: true, left: true } },
};
