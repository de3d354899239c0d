import type { Node } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { writeName } from "../../name-text.ts";
import { isNullConstant } from "../expressions.ts";
import { judgePlace } from "../judge-place.ts";
import { joinName, relationName, schemaOf, strings } from "../nodes.ts";
import type { Rules } from "../rule.ts";

/** Types, sequences and schemas. */
export const typeRules: Rules = {
  CreateEnumStmt: ({ typeName }, made) => createType(joinName(typeName), schemaOf(typeName), made),
  CompositeTypeStmt: ({ typevar }, made) => createType(relationName(typevar), typevar?.schemaname, made),
  CreateRangeStmt: ({ typeName }, made) => createType(joinName(typeName), schemaOf(typeName), made),
  CreateDomainStmt: ({ domainname }, made) => createType(joinName(domainname), schemaOf(domainname), made),

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
    const name = relationName(sequence);
    if (sequence?.relpersistence === "t") return [];
    made.addObject(`sequence ${name}`, ifNotExists === true ? "perhaps" : "new");
    return judgePlace(sequence?.schemaname, `the sequence ${name}`, made);
  },
  AlterSeqStmt({ sequence, options = [] }, made) {
    const name = relationName(sequence);
    const object = `sequence ${name}`;
    const changed = options.flatMap((each) => ("DefElem" in each ? [each.DefElem.defname ?? ""] : []));
    const owner = ownerOf(options);
    if (changed.every((each) => each === "owned_by" || each === "cache")) {
      if (owner === undefined) return [];
      if (!made.isNewObject(object)) made.tie(owner);
      return [mayBreakBlue(`blue's sequence ${name} is dropped with the column of ${owner}`, { object })];
    }
    if (changed.includes("restart")) {
      return [breaksBlue("writes", `blue is given numbers of ${name} that are taken already`, { object })];
    }
    return [mayBreakBlue(`blue is given other numbers of ${name}, or none`, { object }, "writes")];
  },

  CreateSchemaStmt({ schemaname = "", schemaElts = [], if_not_exists: ifNotExists }, made) {
    made.addObject(`schema ${writeName(schemaname)}`, ifNotExists === true ? "perhaps" : "new");
    const why = `what is made in it stands before what blue finds by the same name if blue's search_path, or "$user", has ${schemaname || "it"} first`;
    return [
      mayBreakBlue(why),
      ...(schemaElts.length === 0 ? [] : [cannotTell("what a CREATE SCHEMA holds is not looked into")]),
    ];
  },

  CreateExtensionStmt({ extname = "", if_not_exists: ifNotExists }, made) {
    made.addObject(`extension ${writeName(extname)}`, ifNotExists === true ? "perhaps" : "new");
    return [];
  },
  AlterExtensionStmt: () => [mayBreakBlue("blue's calls of the extension may fail or answer otherwise")],
};

function createType(name: string, schema: string | undefined, made: Made): readonly Harm[] {
  made.addObject(`type ${name}`, "new");
  return judgePlace(schema, `the type ${name}`, made);
}

/** The table whose column owns a sequence from now on; undefined where none does, or its owner is as it was. */
function ownerOf(options: readonly Node[]): string | undefined {
  const [owned] = options.flatMap((each) => ("DefElem" in each && each.DefElem.defname === "owned_by" ? [each] : []));
  const arg = owned?.DefElem.arg;
  const parts = arg && "List" in arg ? strings(arg.List.items) : [];
  return parts.length < 2 ? undefined : writeName(...parts.slice(0, -1));
}
