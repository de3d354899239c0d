import type { DefElem } from "libpg-query";
import { breaksBlue, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Rules } from "../rule.ts";

/** Databases, tablespaces, foreign servers. */
export const serverRules: Rules = {
  CreatedbStmt: () => [],
  DropdbStmt: () => [breaksBlue("reads and writes", "blue's connections fail if it uses this database")],
  AlterDatabaseStmt: ({ options = [] }) =>
    options.flatMap((each) => ("DefElem" in each ? judgeOption(each.DefElem) : [])),
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

function judgeOption({ defname = "", arg }: DefElem): readonly Harm[] {
  const isUnlimited = arg && "Integer" in arg && arg.Integer.ival === -1;
  const isAllowed = arg && "String" in arg && /^(?:true|on|yes|1)$/i.test(arg.String.sval ?? "");
  switch (defname) {
    case "is_template":
      return [];
    case "connection_limit":
      if (isUnlimited === true) return [];
      return [breaksBlue("reads and writes", "blue's next log-ins fail (53300) once the limit is reached")];
    case "allow_connections":
      if (isAllowed === true) return [];
      return [breaksBlue("reads and writes", "blue's next log-ins fail: the database takes none")];
    default:
      return [mayBreakBlue("blue's connections may be refused or moved", {}, "reads and writes")];
  }
}
