import type { DropStmt, Node, ObjectType } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import { seemsUnique } from "../../seems-unique.ts";
import type { Made } from "../../made.ts";
import { writeName } from "../../name-text.ts";
import { judgeCascade } from "../judge-cascade.ts";
import { objectName, strings } from "../nodes.ts";
import type { Rules } from "../rule.ts";
import { namedFunction } from "../signature.ts";

/** What is read like a table, and shares its names. */
const RELATIONS: ReadonlySet<ObjectType> = new Set<ObjectType>([
  "OBJECT_TABLE",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_FOREIGN_TABLE",
]);

/** What blue may name in a statement, by the word that a person knows it by. */
const NAMED: Readonly<Partial<Record<ObjectType, string>>> = {
  OBJECT_AGGREGATE: "function",
  OBJECT_CAST: "cast",
  OBJECT_COLLATION: "collation",
  OBJECT_DOMAIN: "type",
  OBJECT_EXTENSION: "extension",
  OBJECT_FDW: "foreign-data wrapper",
  OBJECT_FOREIGN_SERVER: "server",
  OBJECT_FUNCTION: "function",
  OBJECT_OPERATOR: "operator",
  OBJECT_PROCEDURE: "function",
  OBJECT_ROUTINE: "function",
  OBJECT_SCHEMA: "schema",
  OBJECT_SEQUENCE: "sequence",
  OBJECT_TSCONFIGURATION: "text search configuration",
  OBJECT_TSDICTIONARY: "text search dictionary",
  OBJECT_TYPE: "type",
};

export const dropRules: Rules = {
  DropStmt(statement, made) {
    const harms = made.lessen(
      (statement.objects ?? []).flatMap((object) => judgeDrop(statement, objectName(object), object)),
    );
    forget(statement, made);
    return [...harms, ...judgeCascade(statement.behavior)];
  },
};

function judgeDrop(
  { removeType }: DropStmt,
  name: string,
  object: NonNullable<DropStmt["objects"]>[number],
): readonly Harm[] {
  if (removeType === undefined) return [cannotTell("what it drops is not known")];
  if (RELATIONS.has(removeType)) {
    return [breaksBlue("reads and writes", `blue's statements on ${name} fail: it is gone`, { table: name })];
  }
  const kind = NAMED[removeType];
  if (kind !== undefined) {
    const why = `blue's statements that use the ${kind} ${name} fail: it is gone`;
    return [breaksBlue("reads and writes", why, { object: nameObject(kind, object) })];
  }
  const table = "List" in object ? writeName(...strings(object.List.items).slice(0, -1)) : "";
  const type: string = removeType;
  switch (type) {
    case "OBJECT_INDEX":
      return judgeIndex(name);
    case "OBJECT_TRIGGER":
      return [breaksBlue("writes", `blue's writes lack what the trigger ${name} did for them`, { table })];
    case "OBJECT_RULE":
      return [breaksBlue("reads and writes", `blue's statements lack what the rule ${name} did for them`, { table })];
    case "OBJECT_POLICY":
      return [breaksBlue("reads and writes", `blue is refused the rows that the policy ${name} gave it`, { table })];
    case "OBJECT_STATISTIC_EXT":
    case "OBJECT_EVENT_TRIGGER":
      return [];
    default:
      return [cannotTell(`what dropping ${name} does to blue is not known`)];
  }
}

function judgeIndex(name: string): readonly Harm[] {
  const object = `index ${name}`;
  if (seemsUnique(name)) {
    return [breaksBlue("writes", `blue's INSERT … ON CONFLICT fails without the unique index ${name}`, { object })];
  }
  return [
    mayBreakBlue(
      `blue's queries lose the index ${name}, and its INSERT … ON CONFLICT fails if it is unique`,
      { object },
      "writes",
    ),
  ];
}

/** Of what is new by its name: once it is dropped, the name is that of another. */
function forget({ removeType, objects = [] }: DropStmt, made: Made): void {
  if (removeType === undefined) return;
  const kind = removeType === "OBJECT_INDEX" ? "index" : NAMED[removeType];
  for (const object of objects) {
    if (RELATIONS.has(removeType)) made.dropTable(objectName(object));
    if (kind === undefined) continue;
    made.dropObject(nameObject(kind, object));
    made.dropObject(`${kind} ${objectName(object)}`);
  }
  // It may have been where the connection looked first.
  if (removeType === "OBJECT_SCHEMA") made.changePath();
}

function nameObject(kind: string, object: Node): string {
  return "ObjectWithArgs" in object && kind === "function"
    ? namedFunction(object.ObjectWithArgs)
    : `${kind} ${objectName(object)}`;
}
