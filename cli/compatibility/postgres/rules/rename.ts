import type { RenameStmt } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { writeName } from "../../name-text.ts";
import { judgePlace } from "../judge-place.ts";
import { objectName, relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

export const renameRules: Rules = {
  RenameStmt(statement, made) {
    const harms = made.lessen(judgeRename(statement, made));
    const { renameType, relation, subname, newname } = statement;
    const table = relationName(relation);
    if (isRelation(renameType)) made.renameTable(table, writeName(relation?.schemaname, newname ?? ""));
    if (renameType === "OBJECT_COLUMN") made.columns.rename(table, subname ?? "", newname ?? "");
    return harms;
  },

  AlterObjectSchemaStmt({ relation, object, newschema = "" }, made) {
    const table = relation && relationName(relation);
    const name = table ?? objectName(object);
    const why = `blue's statements look for ${name} where it was, and fail`;
    const harms = [
      ...made.lessen([breaksBlue("reads and writes", why, table === undefined ? {} : { table })]),
      ...judgePlace(newschema, name, made),
    ];
    if (table !== undefined) made.renameTable(table, writeName(newschema, relation?.relname ?? ""));
    return harms;
  },
};

function judgeRename({ renameType, relation, object, subname = "" }: RenameStmt, made: Made): readonly Harm[] {
  const table = relationName(relation);
  const type: string = renameType ?? "";
  switch (type) {
    case "OBJECT_TABLE":
    case "OBJECT_VIEW":
    case "OBJECT_MATVIEW":
    case "OBJECT_FOREIGN_TABLE":
      return [breaksBlue("reads and writes", `blue's statements on ${table} fail: it has another name`, { table })];
    case "OBJECT_COLUMN":
      if (made.columns.has(table, subname)) return [];
      return [breaksBlue("reads and writes", `blue's statements that name the column "${subname}" fail`, { table })];
    case "OBJECT_SEQUENCE":
    case "OBJECT_TYPE":
    case "OBJECT_DOMAIN":
    case "OBJECT_ATTRIBUTE":
    case "OBJECT_SCHEMA":
    case "OBJECT_FUNCTION":
    case "OBJECT_PROCEDURE":
    case "OBJECT_ROUTINE":
    case "OBJECT_AGGREGATE":
    case "OBJECT_COLLATION":
    case "OBJECT_ROLE":
    case "OBJECT_DATABASE": {
      const name = table || objectName(object) || subname;
      return [breaksBlue("reads and writes", `what of blue names ${name} fails: it has another name`)];
    }
    case "OBJECT_INDEX":
    case "OBJECT_TABCONSTRAINT": {
      const subject = type === "OBJECT_INDEX" ? { object: `index ${table}` } : { table };
      return [mayBreakBlue("blue's INSERT … ON CONFLICT ON CONSTRAINT fails where it names it", subject, "writes")];
    }
    case "OBJECT_TRIGGER":
      return [mayBreakBlue("triggers run in the order of their names", { table }, "writes")];
    case "OBJECT_DOMCONSTRAINT":
    case "OBJECT_POLICY":
      return [];
    default:
      return [cannotTell("what the new name does to blue is not known")];
  }
}

function isRelation(type: RenameStmt["renameType"]): boolean {
  return (
    type === "OBJECT_TABLE" || type === "OBJECT_VIEW" || type === "OBJECT_MATVIEW" || type === "OBJECT_FOREIGN_TABLE"
  );
}
