import { test } from "vitest";
import { classifyMigration } from "../../../cli/compatibility/classify-migration.ts";
import { DDL_STATEMENTS } from "../../support/migrations/ddl-statements.ts";
import { observeBlue } from "./observe-blue.ts";

const PROVED = DDL_STATEMENTS.filter(({ notProved }) => notProved === undefined);

test.concurrent.for(PROVED)("$engine: blue loses $observed by $statement", async (row, { expect }) => {
  const { observed, failures } = await observeBlue(row);
  expect({ observed, failures }).toMatchObject({ observed: row.observed });

  const source = { text: row.statement, firstLine: 1 };
  const { class: kind } = await classifyMigration({ id: "1", file: "1.sql", source, sql: [source] }, row.engine);
  if (observed !== "nothing") expect(kind).not.toBe("expand");
  if (kind === "contract") expect(Object.keys(failures)).not.toEqual([]);
});
