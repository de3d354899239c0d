import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { isHookEvent, type HookEvent } from "../shared/deployment/lifecycle-event.ts";
import { parseTemplate } from "./parse-template.ts";
import { choose, type Conditional } from "./serverless-conditions.ts";
import { resolveVariables } from "./serverless-variables.ts";

/** `serverless.yml` cannot be rehearsed. The message names every problem that one reading can show, each with its place. */
export class ServerlessFileError extends Error {
  override readonly name = "ServerlessFileError";
}

/** A function as `serverless.yml` would deploy it to the stage `rehearsal`. */
export interface ServerlessFunction {
  /** Its name in the file: `afterInstall`. */
  readonly key: string;
  readonly functionName: string;
  readonly lifecycleEvent: HookEvent;
  /** Relative to `dist/`: `after-install/index.handler`. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Of an asynchronous invocation; AWS makes two where nothing is said. */
  readonly maximumRetryAttempts: number;
  /** What its role allows with the parameters that were given: a statement that depends on another is not among them. */
  readonly allowedActions: readonly string[];
}

const environment = v.optional(v.record(v.string(), v.string()), {});
const positive = v.pipe(v.number(), v.minValue(1));

const functionSchema = v.looseObject({
  name: v.string(),
  handler: v.pipe(v.string(), v.startsWith("dist/")),
  role: v.string(),
  memorySize: v.optional(positive),
  timeout: v.optional(positive),
  maximumRetryAttempts: v.optional(v.number(), 2),
  environment,
});

const statementSchema = v.looseObject({
  Effect: v.literal("Allow"),
  Action: v.union([v.string(), v.array(v.string())]),
});

const roleSchema = v.looseObject({
  Properties: v.looseObject({
    Policies: v.array(v.looseObject({ PolicyDocument: v.looseObject({ Statement: v.array(v.unknown()) }) })),
  }),
});

const fileSchema = v.looseObject({
  provider: v.looseObject({ memorySize: positive, timeout: positive, environment }),
  params: v.optional(v.looseObject({ default: v.optional(v.record(v.string(), v.unknown()), {}) }), {}),
  functions: v.record(v.string(), functionSchema),
  resources: v.looseObject({
    Conditions: v.optional(v.record(v.string(), v.unknown())),
    Mappings: v.optional(v.record(v.string(), v.unknown())),
    Resources: v.record(v.string(), v.unknown()),
  }),
});

/**
 * Reads this repository's own `serverless.yml`, and no more of Serverless's language and of CloudFormation's than it is
 * written in.
 * @param parameters in place of their defaults, as `--param` gives them
 * @throws {ServerlessFileError}
 */
export async function readServerlessFile(
  file: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<readonly ServerlessFunction[]> {
  try {
    const parsed = validate(fileSchema, parseTemplate(await readFile(file, "utf8")), "");
    const { functions, provider, resources, params } = parsed;
    const written = { ...parsed, params: { default: { ...params.default, ...parameters } } };
    return Object.entries(functions).map(([key, definition]) => {
      return {
        key,
        functionName: resolveVariables(definition.name, written),
        lifecycleEvent: lifecycleEventOf(key),
        handler: definition.handler.slice("dist/".length),
        memoryMb: definition.memorySize ?? provider.memorySize,
        timeoutSeconds: definition.timeout ?? provider.timeout,
        environment: resolveAll({ ...provider.environment, ...definition.environment }, written),
        maximumRetryAttempts: definition.maximumRetryAttempts,
        allowedActions: actionsOf(definition.role, resources, written),
      };
    });
  } catch (error) {
    throw new ServerlessFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function resolveAll(variables: Readonly<Record<string, string>>, written: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, resolveVariables(value, written)]));
}

function lifecycleEventOf(key: string): HookEvent {
  const event = `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
  if (isHookEvent(event)) return event;
  throw new Error(`functions.${key}: expected the name of a lifecycle event, such as afterInstall`);
}

function actionsOf(
  role: string,
  resources: Conditional & { readonly Resources: Readonly<Record<string, unknown>> },
  written: unknown,
): readonly string[] {
  const place = `resources.Resources.${role}`;
  const { Properties } = validate(roleSchema, resources.Resources[role], place);
  const statements = Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const actions = statements
    .map((statement) => choose(statement, resources, written))
    .filter((statement) => statement !== undefined)
    .flatMap((statement) => validate(statementSchema, statement, `${place}, a statement`).Action);
  return [...new Set(actions)].toSorted();
}

function validate<S extends v.GenericSchema>(schema: S, input: unknown, place: string): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => {
    const at = [place, v.getDotPath(issue)].filter(Boolean).join(".") || "(the whole)";
    return `${at}: expected ${issue.expected ?? "something else"}, found ${issue.received}`;
  });
  throw new Error(problems.join("; "));
}
