import { resolveVariables } from "./serverless-variables.ts";

/** What `resources` of a serverless.yml may say of its conditions. */
export interface Conditional {
  readonly Conditions?: Readonly<Record<string, unknown>> | undefined;
  readonly Mappings?: Readonly<Record<string, unknown>> | undefined;
}

const NOTHING = "AWS::NoValue";

/**
 * A value of CloudFormation's with the choice made where it is `Fn::If`; undefined where that is for nothing at all.
 * @param file the whole file, for Serverless's variables
 * @throws {Error} for a condition that is not there, or is written with more than Not, Equals and FindInMap
 */
export function choose(value: unknown, resources: Conditional, file: unknown): unknown {
  const [name, whenTrue, whenFalse] = argumentsOf(value, "Fn::If") ?? [];
  if (typeof name === "string") {
    return choose(holds(name, resources, file) ? whenTrue : whenFalse, resources, file);
  }
  return member(value, "Ref") === NOTHING ? undefined : value;
}

function holds(name: string, resources: Conditional, file: unknown): boolean {
  const result = evaluate(member(resources.Conditions, name), resources, file);
  if (typeof result === "boolean") return result;
  throw new Error(`resources.Conditions.${name}: expected a condition of Not, Equals and FindInMap`);
}

function evaluate(value: unknown, resources: Conditional, file: unknown): unknown {
  const each = (values: readonly unknown[]): readonly unknown[] =>
    values.map((argument) => evaluate(argument, resources, file));
  const not = argumentsOf(value, "Fn::Not");
  if (not) {
    const [condition] = each(not);
    return typeof condition === "boolean" ? !condition : undefined;
  }
  const equals = argumentsOf(value, "Fn::Equals");
  if (equals) {
    const [one, other] = each(equals);
    return one === undefined || other === undefined ? undefined : one === other;
  }
  const path = argumentsOf(value, "Fn::FindInMap");
  if (path) return evaluate(path.reduce(member, resources.Mappings), resources, file);
  return typeof value === "string" ? resolveVariables(value, file) : undefined;
}

function argumentsOf(value: unknown, name: string): readonly unknown[] | undefined {
  const found = member(value, name);
  return Array.isArray(found) ? found : undefined;
}

function member(value: unknown, name: unknown): unknown {
  if (typeof value !== "object" || value === null || typeof name !== "string") return undefined;
  return new Map(Object.entries(value)).get(name);
}
