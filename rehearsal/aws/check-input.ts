import { AwsError } from "./aws-error.ts";
import { inputShapeOf } from "./input-shapes.ts";
import type { InputShape } from "./input-shape.ts";
import type { ServiceName } from "./operations.ts";

/** What each service calls an input that it cannot accept. */
const codes: Readonly<Record<ServiceName, string>> = {
  codedeploy: "ValidationException",
  ecs: "InvalidParameterException",
  elasticloadbalancing: "ValidationError",
  monitoring: "ValidationError",
  logs: "InvalidParameterException",
  secretsmanager: "InvalidParameterException",
  ssm: "ValidationException",
};

/**
 * Reads an input by its shape, with times as `Date`, and leaves out members that are null, which are absent to AWS. An input without a shape,
 * such as S3's, is left as it is.
 *
 * @throws AwsError a member is none of the operation's, is not supported here, is of the wrong type or has a value that AWS
 * or the rehearsal does not take; the message names it.
 */
export function checkInput(service: string, operation: string, input: object): object {
  const shape = inputShapeOf(service, operation);
  if (shape === undefined) return input;
  const code = new Map<string, string>(Object.entries(codes)).get(service) ?? "ValidationException";
  const refuse: Refuse = (path, problem) => new AwsError(code, `'${path}' of ${operation} ${problem}`);
  return checkStructure(input, shape.members, "", refuse);
}

type Refuse = (path: string, problem: string) => AwsError;

function checkStructure(
  value: object,
  members: Readonly<Record<string, InputShape>>,
  path: string,
  refuse: Refuse,
): object {
  const present = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(
    present.map(([name, member]) => {
      const shape = Object.hasOwn(members, name) ? members[name] : undefined;
      const place = path === "" ? name : `${path}.${name}`;
      if (shape === undefined) throw refuse(place, "is not known to the rehearsal.");
      return [name, check(member, shape, place, refuse)];
    }),
  );
}

function check(value: unknown, shape: InputShape, path: string, refuse: Refuse): unknown {
  switch (shape.kind) {
    case "unsupported":
      throw refuse(path, "is not supported by the rehearsal.");
    case "boolean":
      if (typeof value !== "boolean") throw wrongType(path, "a boolean");
      return value;
    case "integer":
      if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrongType(path, "a whole number");
      assertWithin(value, shape, "value", path, refuse);
      return value;
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) throw wrongType(path, "a number");
      return value;
    case "timestamp":
      if (typeof value !== "number" || Number.isNaN(new Date(value * 1000).getTime())) {
        throw wrongType(path, "a time in seconds since 1970");
      }
      return new Date(value * 1000);
    case "text":
      if (typeof value !== "string") throw wrongType(path, "a string");
      assertWithin(value.length, shape, "length", path, refuse);
      if (shape.pattern?.test(value) === false) throw refuse(path, `must match ${shape.pattern.source}.`);
      return value;
    case "choice":
      if (typeof value !== "string") throw wrongType(path, "a string");
      if (shape.words.includes(value)) return value;
      throw refuse(path, `is '${value}': the rehearsal supports ${shape.words.join(", ")}.`);
    case "list":
      if (!Array.isArray(value)) throw wrongType(path, "a list");
      assertWithin(value.length, shape, "length", path, refuse);
      return value.map((element: unknown, index) => check(element, shape.of, `${path}[${index}]`, refuse));
    case "map":
      if (!isObject(value)) throw wrongType(path, "an object of lists");
      for (const [key, texts] of Object.entries(value)) {
        if (!Array.isArray(texts) || !texts.every((each) => typeof each === "string"))
          throw wrongType(`${path}.${key}`, "a list of strings");
      }
      return value;
    case "structure":
      if (!isObject(value)) throw wrongType(path, "an object");
      return checkStructure(value, shape.members, path, refuse);
    default:
      return shape satisfies never;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function assertWithin(
  number: number,
  { min, max }: { readonly min: number; readonly max: number },
  what: "value" | "length",
  path: string,
  refuse: Refuse,
): void {
  if (number < min) throw refuse(path, `must have ${what} greater than or equal to ${min}, not ${number}.`);
  if (number > max) throw refuse(path, `must have ${what} less than or equal to ${max}, not ${number}.`);
}

function wrongType(path: string, wanted: string): AwsError {
  return new AwsError("SerializationException", `'${path}' must be ${wanted}.`);
}
