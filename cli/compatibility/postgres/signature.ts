import type { FunctionParameter, Node, ObjectWithArgs, TypeName } from "libpg-query";
import { joinName } from "./nodes.ts";

/** What tells a function from the others of its name: the types that it is called with, as they are written. */
export function signatureOf(name: readonly Node[] | undefined, types: readonly (TypeName | undefined)[]): string {
  return `function ${joinName(name)}(${types.map(writeType).join(", ")})`;
}

/** A function that a statement names, be it without its types, where it has the only one of that name. */
export function namedFunction({ objname, objargs = [], args_unspecified: isBare }: ObjectWithArgs): string {
  if (isBare === true) return `function ${joinName(objname)}`;
  return signatureOf(
    objname,
    objargs.map((each) => ("TypeName" in each ? each.TypeName : undefined)),
  );
}

/** The types that a new function is called with, without those that it only gives. */
export function calledWith(parameters: readonly Node[]): readonly (TypeName | undefined)[] {
  return parameters.flatMap((each) =>
    "FunctionParameter" in each && isGiven(each.FunctionParameter) ? [each.FunctionParameter.argType] : [],
  );
}

function isGiven({ mode }: FunctionParameter): boolean {
  return mode !== "FUNC_PARAM_OUT" && mode !== "FUNC_PARAM_TABLE";
}

function writeType(type: TypeName | undefined): string {
  return `${joinName(type?.names)}${type?.pct_type === true ? "%TYPE" : ""}${"[]".repeat(type?.arrayBounds?.length ?? 0)}`;
}
