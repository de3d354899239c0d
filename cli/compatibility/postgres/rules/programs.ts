import type { CreateFunctionStmt } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue } from "../../harm.ts";
import { judgePlace } from "../judge-place.ts";
import { joinName, objectName, relationName, schemaOf, strings } from "../nodes.ts";
import { calledWith, namedFunction, signatureOf } from "../signature.ts";
import type { Rules } from "../rule.ts";

/** Functions, triggers, operators: code that runs in the database. */
export const programRules: Rules = {
  CreateFunctionStmt(statement, made) {
    const name = joinName(statement.funcname);
    const object = signatureOf(statement.funcname, calledWith(statement.parameters ?? []));
    const place = judgePlace(schemaOf(statement.funcname), `the function ${name}`, made);
    if (statement.replace === true) {
      return [mayBreakBlue(`blue's calls of ${name} may fail or answer otherwise`, { object }), ...place];
    }
    made.addObject(object, "new");
    made.addObject(`function ${name}`, "new");
    if (!isCallable(statement)) return place;
    const why = `blue's calls of another function ${name} fail where they are ambiguous now (42725), or call this one`;
    return [mayBreakBlue(why), ...place];
  },
  AlterFunctionStmt({ func }) {
    const name = joinName(func?.objname);
    const why = `blue's calls of ${name} may fail or answer otherwise`;
    return [mayBreakBlue(why, func ? { object: namedFunction(func) } : {})];
  },
  AlterObjectDependsStmt: () => [],

  CreateTrigStmt({ trigname = "", relation }) {
    const table = relationName(relation);
    return [
      breaksBlue("writes", `blue's writes run the trigger "${trigname}", which may refuse or change them`, { table }),
    ];
  },
  CreateEventTrigStmt: () => [mayBreakBlue("blue's own changes of the schema run the trigger")],
  AlterEventTrigStmt: () => [mayBreakBlue("blue's own changes of the schema run the trigger")],

  DefineStmt({ kind, defnames }, made) {
    const type: string = kind ?? "";
    const name = joinName(defnames);
    const place = judgePlace(schemaOf(defnames), name, made);
    switch (type) {
      case "OBJECT_COLLATION":
      case "OBJECT_TYPE":
      case "OBJECT_TSCONFIGURATION":
      case "OBJECT_TSDICTIONARY":
      case "OBJECT_TSPARSER":
      case "OBJECT_TSTEMPLATE":
        return place;
      case "OBJECT_AGGREGATE":
      case "OBJECT_OPERATOR":
        return [mayBreakBlue(`blue's uses of another ${name} fail where they are ambiguous now (42725)`), ...place];
      default:
        return [cannotTell("what it defines is not known")];
    }
  },
  CreateCastStmt: () => [mayBreakBlue("what blue compares or calls may be cast otherwise, or be ambiguous now")],
  CreatePLangStmt: () => [],

  CommentStmt: () => [],
  CreateStatsStmt: () => [],
  AlterStatsStmt: () => [],

  DoStmt: () => [cannotTell("what a DO block does is not known before it runs")],
  CallStmt: ({ funccall }) => [cannotTell(`what the procedure ${joinName(funccall?.funcname)} does is not known`)],
  ExecuteStmt: ({ name = "" }) => [cannotTell(`what the prepared statement ${name} does is not known`)],
  LoadStmt: ({ filename = "" }) => [cannotTell(`what the library ${filename} does is not known`)],
};

/** A trigger's function is called by triggers alone; one without arguments is not mistaken for another. */
function isCallable({ returnType, parameters = [] }: CreateFunctionStmt): boolean {
  if (/^(?:event_)?trigger$/.test(strings(returnType?.names).at(-1) ?? "")) return false;
  return parameters.some((each) => objectName(each) !== "" || "FunctionParameter" in each);
}
