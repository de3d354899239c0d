import { breaksBlue, cannotTell, mayBreakBlue, ofRows } from "../../harm.ts";
import { isSet, nodeOf, nodesOf, tableName, textOf } from "../ast.ts";
import { judgeCalls } from "../functions.ts";
import type { MysqlRule } from "../rule.ts";

const replaces: MysqlRule = (statement) => [
  ...nodesOf(statement, "table").map((each) => {
    const table = tableName(each);
    return ofRows(breaksBlue("reads", `blue reads other values from rows of ${table}`, { table }));
  }),
  ...judgeCalls(statement),
];

export const dataRules: Readonly<Record<string, MysqlRule>> = {
  select(statement) {
    const into = nodeOf(statement, "into");
    // Into a variable, which is the connection's own, or into a file of the server.
    if (isSet(into, "keyword") && textOf(into, "keyword") !== "var") return [cannotTell("it writes a file")];
    return judgeCalls(statement);
  },

  insert(statement) {
    const [into] = nodesOf(statement, "table");
    const table = tableName(into);
    return [
      ofRows(
        mayBreakBlue(`blue reads rows of ${table} that it does not know, and may not write them again`, { table }),
      ),
      ...(isSet(statement, "on_duplicate_update")
        ? [ofRows(breaksBlue("reads", `blue reads other values from rows of ${table}`, { table }))]
        : []),
      ...judgeCalls(statement),
    ];
  },

  replace: replaces,

  update(statement, made) {
    const tables = nodesOf(statement, "table");
    const [first] = tables;
    const table = tableName(first);
    const columns = nodesOf(statement, "set").map((each) => textOf(each, "column"));
    if (tables.length === 1 && columns.length > 0 && columns.every((each) => made.columns.has(table, each))) {
      return [
        mayBreakBlue(`blue's writes to the same rows of ${table} wait`, { table }, "writes"),
        ...judgeCalls(statement),
      ];
    }
    return replaces(statement, made);
  },

  delete(statement) {
    const tables = nodesOf(statement, "table").map((each) => tableName(each));
    return [
      ...(tables.length === 0 ? [cannotTell("what it deletes is not known")] : []),
      ...tables.map((table) => ofRows(breaksBlue("reads", `blue misses rows of ${table}`, { table }))),
      ...judgeCalls(statement),
    ];
  },

  truncate: (statement) =>
    nodesOf(statement, "name").map((each) => {
      const table = tableName(each);
      return breaksBlue("reads", `blue misses the rows of ${table}`, { table });
    }),

  call: () => [cannotTell("what the procedure does is not known")],
};
