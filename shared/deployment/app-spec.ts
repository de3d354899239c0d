import { UnusableDeploymentError } from "./errors.ts";
import { HOOK_EVENTS, isHookEvent, type HookEvent } from "./lifecycle-event.ts";

/** What the AppSpec of an ECS deployment says. */
export interface AppSpec {
  /** The ARN, or family:revision, of green's task definition. */
  readonly taskDefinition: string;
  /** A name or an ARN for each lifecycle event that calls a function. */
  readonly hooks: Readonly<Partial<Record<HookEvent, string>>>;
}

/**
 * Reads an AppSpec in JSON or YAML. CodeDeploy takes its member names in any case, and so does this.
 * Documentation: "AppSpec 'resources' section for Amazon ECS deployments" and "AppSpec 'hooks' section".
 * @throws {UnusableDeploymentError} naming every problem
 */
export async function parseAppSpec(text: string): Promise<AppSpec> {
  const document = await readDocument(text);
  const resources = listIn(member(document, "resources"));
  const properties = resources
    .flatMap((resource) => Object.values(asRecord(resource) ?? {}))
    .filter((resource) => member(resource, "type") === "AWS::ECS::Service")
    .map((resource) => member(resource, "properties"));
  const taskDefinition = member(properties[0], "taskDefinition");
  const problems = [
    ...(properties.length === 1
      ? []
      : [`Resources: expected one resource of Type AWS::ECS::Service, found ${properties.length}`]),
    ...(typeof taskDefinition === "string" && taskDefinition !== ""
      ? []
      : ["Resources[0].TargetService.Properties.TaskDefinition: expected the ARN of a task definition"]),
  ];
  if (problems.length > 0 || typeof taskDefinition !== "string") {
    throw new UnusableDeploymentError(`The AppSpec of this deployment cannot be used: ${problems.join("; ")}`);
  }
  return { taskDefinition, hooks: hooksIn(member(document, "hooks")) };
}

async function readDocument(text: string): Promise<unknown> {
  try {
    return text.trimStart().startsWith("{") ? await readBraces(text) : await readYaml(text);
  } catch (error) {
    throw new UnusableDeploymentError("The AppSpec of this deployment is neither JSON nor YAML", { cause: error });
  }
}

/** Nearly always JSON, for which the YAML parser need not be loaded; YAML may begin so too. */
async function readBraces(text: string): Promise<unknown> {
  try {
    // Trimmed of a byte order mark, which JSON.parse refuses.
    return JSON.parse(text.trim());
  } catch {
    return readYaml(text);
  }
}

async function readYaml(text: string): Promise<unknown> {
  const { parseYaml } = await import("./parse-yaml.ts");
  return parseYaml(text);
}

function hooksIn(section: unknown): AppSpec["hooks"] {
  const pairs = listIn(section).flatMap((hook) => Object.entries(asRecord(hook) ?? {}));
  const named = pairs.flatMap(([key, value]): [HookEvent, string][] => {
    const event = HOOK_EVENTS.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    return isHookEvent(event) && typeof value === "string" ? [[event, value]] : [];
  });
  return Object.fromEntries(named);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  const found = Object.entries(asRecord(value) ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1];
}
