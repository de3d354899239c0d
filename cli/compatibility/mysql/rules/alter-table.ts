import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { columnName, isSet, nodeOf, nodesOf, tableName, textOf, type AstNode } from "../ast.ts";
import type { MysqlRule } from "../rule.ts";
import { judgeAddedColumn } from "./add-column.ts";
import { judgeUnique, waitsForIndex } from "./create.ts";
import { dropIndex } from "./drop.ts";
import { judgeReference } from "./references.ts";
import { renamed } from "./rename.ts";

export const judgeAlterTable: MysqlRule = (statement, made) => {
  const [altered] = nodesOf(statement, "table");
  const table = tableName(altered);
  const commands = nodesOf(statement, "expr");
  if (table === "" || commands.length === 0) return [cannotTell("what it alters is not known")];
  return commands.flatMap((command) => judgeCommand(command, table, made));
};

function judgeCommand(command: AstNode, table: string, made: Made): readonly Harm[] {
  const action = textOf(command, "action");
  const resource = textOf(command, "resource");
  const unknown = cannotTell(`what "${`${action} ${resource}`.trim()}" does to blue is not known`, { table });
  switch (action) {
    case "add":
      return judgeAdd(command, resource, table, made) ?? [unknown];
    case "drop":
      return judgeDropped(command, resource, table, made) ?? [unknown];
    case "change":
    case "modify": {
      if (resource !== "column") return [unknown];
      const column = columnName(command, action === "change" ? "old_column" : "column");
      if (made.columns.has(table, column))
        return [cannotTell(`what becomes of the new column "${column}" is not looked into`, { table })];
      const why =
        action === "change" && column !== columnName(command)
          ? `blue's statements that name the column "${column}" fail`
          : `what blue writes into the column "${column}" may not fit any more, and it reads another type`;
      return [breaksBlue("reads and writes", why, { table })];
    }
    case "rename":
      return judgeRenamed(command, resource, table, made) ?? [unknown];
    case "":
      return judgeSetting(command, resource, table) ?? [unknown];
    default:
      return [unknown];
  }
}

function judgeAdd(command: AstNode, resource: string, table: string, made: Made): readonly Harm[] | undefined {
  switch (resource) {
    case "column":
      return judgeAddedColumn(command, table, made);
    case "index":
      return /^(?:index|key)$/i.test(textOf(command, "keyword")) ? [] : [waitsForIndex(table)];
    case "partition":
      return [];
    case "constraint":
      return judgeConstraint(nodeOf(command, "create_definitions"), table, made);
    default:
      return undefined;
  }
}

function judgeConstraint(constraint: AstNode | undefined, table: string, made: Made): readonly Harm[] | undefined {
  const columns = nodesOf(constraint, "definition");
  switch (textOf(constraint, "constraint_type").toLowerCase()) {
    case "unique":
    case "unique key":
    case "unique index":
      return judgeUnique(columns, table, made);
    case "primary key":
      return [breaksBlue("writes", "blue's writes fail where the new primary key is null or repeated", { table })];
    case "check":
      return [breaksBlue("writes", "blue's writes fail where they break the new CHECK", { table })];
    case "foreign key": {
      const references = constraint ? judgeReference(constraint, table) : [];
      if (columns.some((each) => made.columns.isLeftNull(table, textOf(each, "column")))) {
        for (const each of columns) made.columns.restrict(table, textOf(each, "column"), () => undefined);
        return references;
      }
      const why = "blue's writes fail where the row that they refer to is not there";
      return [breaksBlue("writes", why, { table }), ...references];
    }
    default:
      return undefined;
  }
}

function judgeDropped(command: AstNode, resource: string, table: string, made: Made): readonly Harm[] | undefined {
  switch (resource) {
    case "column": {
      const column = columnName(command);
      const isNew = made.columns.has(table, column);
      made.columns.drop(table, column);
      const why = `blue's statements that name the column "${column}" fail`;
      return isNew ? [] : [breaksBlue("reads and writes", why, { table })];
    }
    case "index":
      return [dropIndex(textOf(command, "index"), table)];
    case "key":
      if (/primary/i.test(textOf(command, "keyword"))) {
        return [breaksBlue("writes", "blue's upserts insert a second row without the primary key", { table })];
      }
      return /foreign/i.test(textOf(command, "keyword"))
        ? [mayBreakBlue("no row is deleted with the one that it refers to any more", { table }, "writes")]
        : [dropIndex(textOf(command, "key"), table)];
    case "constraint":
      return [dropIndex(textOf(command, "constraint"), table)];
    case "partition":
      return [breaksBlue("reads", `blue misses the rows of the partition of ${table}`, { table })];
    default:
      return undefined;
  }
}

function judgeRenamed(command: AstNode, resource: string, table: string, made: Made): readonly Harm[] | undefined {
  if (resource === "table") {
    const harms = made.lessen([renamed(table)]);
    made.renameTable(table, tableName(command));
    return harms;
  }
  if (resource !== "column") return undefined;
  const column = columnName(command, "old_column");
  const isNew = made.columns.has(table, column);
  made.columns.rename(table, column, columnName(command));
  return isNew
    ? []
    : [breaksBlue("reads and writes", `blue's statements that name the column "${column}" fail`, { table })];
}

function judgeSetting(command: AstNode, resource: string, table: string): readonly Harm[] | undefined {
  switch (resource) {
    case "comment":
      return [];
    case "algorithm":
      return textOf(command, "algorithm").toUpperCase() === "COPY" ? [rewrites(table)] : [];
    case "lock":
      return /^(?:NONE|DEFAULT)$/i.test(textOf(command, "lock")) ? [] : [rewrites(table)];
    case "engine":
      // Another does without transactions, foreign keys or even rows.
      return textOf(command, "engine").toUpperCase() === "INNODB" ? [rewrites(table)] : undefined;
    case "auto_increment":
      return isSet(command, "auto_increment")
        ? [mayBreakBlue("blue is given other numbers", { table }, "writes")]
        : undefined;
    default:
      return undefined;
  }
}

function rewrites(table: string): Harm {
  return mayBreakBlue(`blue's writes to ${table} wait while it is written anew`, { table }, "writes");
}
