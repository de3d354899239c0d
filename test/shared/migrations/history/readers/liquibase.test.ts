import { expect, test } from "vitest";
import { liquibase } from "../../../../../shared/migrations/history/readers/liquibase.ts";
import { expectMigrations } from "../../../../support/migrations/expect-migrations.ts";

const ID = "db/a.xml::1::me";

test.for([
  ["db/a.xml", ID],
  ["classpath:db/a.xml", ID],
  ["classpath*:/db/a.xml", ID],
  ["./db/a.xml", ID],
  ["/db/a.xml", ID],
  ["db\\a.xml", ID],
  ["C:\\db\\a.xml", ID],
  // Another service's, or another's before: Liquibase itself takes it for another changeset.
  ["billing/db/a.xml", "billing/db/a.xml::1::me"],
  ["a.xml", "a.xml::1::me"],
] as const)("a changeset that is recorded by the path %s is %s", ([filename, id]) => {
  const row = { id: "1", author: "me", filename, dateexecuted: null, orderexecuted: 1n, exectype: "EXECUTED" };
  const { entries } = liquibase.read({ history: [row], companions: {} }, expectMigrations([ID], { tool: "liquibase" }));
  expect(entries).toEqual([{ id, state: "applied" }]);
});
