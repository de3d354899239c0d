import { breaksBlue, cannotTell, mayBreakBlue } from "../../harm.ts";
import { nodeOf, nodesOf, tableName, textOf } from "../ast.ts";
import { judgeCalls } from "../functions.ts";
import type { MysqlRule } from "../rule.ts";

/** What holds for the migration's own connection, and who may do what. */
export const sessionRules: Readonly<Record<string, MysqlRule>> = {
  set(statement) {
    const scope = textOf(statement, "keyword").toUpperCase();
    const names = nodesOf(statement, "expr").map((each) => nodeOf(each, "left"));
    // @@GLOBAL.sql_mode; a variable of the connection has one @, or none.
    const isSystem = names.some(
      (each) => textOf(each, "prefix") === "@@" && textOf(each, "name").toLowerCase() !== "session",
    );
    if (names.some((each) => textOf(each, "prefix") === "" && textOf(each, "name").toLowerCase() === "password")) {
      return [breaksBlue("reads and writes", "blue's next log-ins fail if it uses this user")];
    }
    if (isSystem || !["", "SESSION", "LOCAL"].includes(scope)) {
      return [
        breaksBlue(
          "reads and writes",
          "blue's next connections have another setting, of which its statements may fail",
        ),
      ];
    }
    return judgeCalls(statement);
  },

  // A statement of the data definition commits by itself: nothing that was made is undone.
  transaction: () => [],

  lock: (statement) =>
    nodesOf(statement, "tables").map((each) => {
      const table = tableName(nodeOf(each, "table"));
      return mayBreakBlue(`blue's statements on ${table} wait`, { table }, "reads and writes");
    }),
  unlock: () => [],

  grant: (statement) => (textOf(statement, "to_from") === "TO" ? [] : [cannotTell("what it grants is not known")]),

  use(_statement, made) {
    made.changePath();
    return [];
  },

  show: () => [],
  desc: () => [],
};
