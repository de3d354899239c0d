import { breaksBlue, cannotTell, mayBreakBlue } from "../../harm.ts";
import { isNullConstant } from "../expressions.ts";
import { joinName, relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";

/** Types, sequences and schemas. */
export const typeRules: Rules = {
  CreateEnumStmt({ typeName }, made) {
    made.addObject(`type ${joinName(typeName)}`, "new");
    return [];
  },
  CompositeTypeStmt({ typevar }, made) {
    made.addObject(`type ${relationName(typevar)}`, "new");
    return [];
  },
  CreateRangeStmt({ typeName }, made) {
    made.addObject(`type ${joinName(typeName)}`, "new");
    return [];
  },
  CreateDomainStmt({ domainname }, made) {
    made.addObject(`type ${joinName(domainname)}`, "new");
    return [];
  },

  AlterEnumStmt({ typeName, oldVal, newVal = "" }) {
    const name = joinName(typeName);
    const object = `type ${name}`;
    if (oldVal === undefined) {
      return [mayBreakBlue(`blue may read "${newVal}" of ${name}, which it does not know`, { object }, "reads")];
    }
    const why = `blue's statements that name the value "${oldVal}" of ${name} fail`;
    return [breaksBlue("reads and writes", why, { object })];
  },

  AlterDomainStmt({ subtype, typeName, def }) {
    const name = joinName(typeName);
    const object = `type ${name}`;
    switch (subtype ?? "") {
      case "T":
        if (!isNullConstant(def)) {
          return [
            mayBreakBlue(`blue's INSERTs take the new default of ${name}, which may be refused`, { object }, "writes"),
          ];
        }
        return [breaksBlue("writes", `blue's INSERTs that rely on the default of ${name} fail`, { object })];
      case "N":
      case "X":
        return [mayBreakBlue(`blue may read values of ${name} that it does not know`, { object }, "reads")];
      case "O":
      case "C":
        return [breaksBlue("writes", `blue's writes fail where they break the new constraint of ${name}`, { object })];
      case "V":
        return [];
      default:
        return [cannotTell(`what it does to the values of ${name} is not known`, { object })];
    }
  },

  CreateSeqStmt({ sequence, if_not_exists: ifNotExists }, made) {
    made.addObject(`sequence ${relationName(sequence)}`, ifNotExists === true ? "perhaps" : "new");
    return [];
  },
  AlterSeqStmt({ sequence, options = [] }) {
    const name = relationName(sequence);
    const object = `sequence ${name}`;
    const changed = options.flatMap((each) => ("DefElem" in each ? [each.DefElem.defname ?? ""] : []));
    if (changed.every((each) => each === "owned_by" || each === "cache")) return [];
    if (changed.includes("restart")) {
      return [breaksBlue("writes", `blue is given numbers of ${name} that are taken already`, { object })];
    }
    return [mayBreakBlue(`blue is given other numbers of ${name}, or none`, { object }, "writes")];
  },

  CreateSchemaStmt({ schemaname = "", schemaElts = [], if_not_exists: ifNotExists }, made) {
    made.addObject(`schema ${schemaname}`, ifNotExists === true ? "perhaps" : "new");
    return schemaElts.length === 0 ? [] : [cannotTell("what a CREATE SCHEMA holds is not looked into")];
  },

  CreateExtensionStmt({ extname = "", if_not_exists: ifNotExists }, made) {
    made.addObject(`extension ${extname}`, ifNotExists === true ? "perhaps" : "new");
    return [];
  },
  AlterExtensionStmt: () => [mayBreakBlue("blue's calls of the extension may fail or answer otherwise")],
};
