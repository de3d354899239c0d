import { breaksBlue, mayBreakBlue } from "../../harm.ts";
import type { Rules } from "../rule.ts";

/** Databases, tablespaces, foreign servers. */
export const serverRules: Rules = {
  CreatedbStmt: () => [],
  DropdbStmt: () => [breaksBlue("reads and writes", "blue's connections fail if it uses this database")],
  AlterDatabaseStmt: () => [mayBreakBlue("blue's connections may be refused or moved", {}, "reads and writes")],
  AlterDatabaseSetStmt: () => [
    breaksBlue("reads and writes", "blue's next connections have another setting, of which its statements may fail"),
  ],
  CreateTableSpaceStmt: () => [],
  DropTableSpaceStmt: () => [],
  AlterTableSpaceOptionsStmt: () => [],
  CreateFdwStmt: () => [],
  CreateForeignServerStmt: () => [],
  CreateUserMappingStmt: () => [],
  AlterForeignServerStmt: () => [mayBreakBlue("blue's statements on foreign tables may fail", {}, "reads and writes")],
  AlterUserMappingStmt: () => [mayBreakBlue("blue's statements on foreign tables may fail", {}, "reads and writes")],
  DropUserMappingStmt: () => [breaksBlue("reads and writes", "blue's statements on foreign tables fail")],
};
