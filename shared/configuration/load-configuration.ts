import * as v from "valibot";
import { planProblem } from "../verdict/plan.ts";
import { PLANNED_CHECKS, planFor } from "./plan-for.ts";
import { configurationSchema, type Configuration } from "./schema.ts";

/** `hooks.config.ts` cannot be used. The message names every problem, each with its place. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** Loads the module that a user wrote: it may throw, or export anything. */
export type LoadModule = () => Promise<{ readonly default?: unknown }>;

/** @throws {ConfigurationError} naming all problems at once */
export async function loadConfiguration(load: LoadModule): Promise<Configuration> {
  let written: unknown;
  try {
    written = (await load()).default;
  } catch (error) {
    throw new ConfigurationError(`hooks.config.ts could not be loaded: ${describeThrown(error)}`, { cause: error });
  }
  return parseConfiguration(written);
}

/** A module may throw anything, and what cannot be put into words must not hide whose mistake it is. */
function describeThrown(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  } catch {
    return "it threw something that cannot be described";
  }
}

/** @throws {ConfigurationError} naming all problems at once */
export function parseConfiguration(written: unknown): Configuration {
  // A promise or an array has no member that is wrong: taken for an object, either would pass for an empty configuration.
  const kind = Object.prototype.toString.call(written).slice("[object ".length, -1);
  if (kind !== "Object") {
    const found = written === undefined ? "no such export" : `an export of type ${kind}`;
    throw new ConfigurationError(`hooks.config.ts: expected \`export default defineHooks({ … })\`, found ${found}`);
  }
  const result = v.safeParse(configurationSchema, written);
  const problems = result.success ? planProblems(result.output) : result.issues.map(describeIssue);
  if (result.success && problems.length === 0) return result.output;
  throw new ConfigurationError(
    `hooks.config.ts has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}: ${problems.join("; ")}`,
  );
}

/** Plans that contradict themselves: said once where several checks have the same. */
function planProblems(configuration: Configuration): readonly string[] {
  const { own, shared } = Object.groupBy(PLANNED_CHECKS, (check) => (configuration.plans[check] ? "own" : "shared"));
  const ofOwn = (own ?? []).flatMap((check) => problemOf(`plans.${check}`, planFor(configuration, check).risk));
  return [...(shared ? problemOf("risk", configuration.risk) : []), ...ofOwn];
}

function problemOf(place: string, risk: Configuration["risk"]): readonly string[] {
  const problem = planProblem(risk);
  return problem === undefined ? [] : [`${place}: ${problem}`];
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? "(the whole)";
  // What valibot says of a member that is not there: `expected "path"`, in quotes, as if its name were its value.
  if (issue.kind === "schema" && issue.received === "undefined")
    return `${place}: expected it to be there, received nothing`;
  if (issue.message.startsWith("expected")) return `${place}: ${issue.message}`;
  return issue.expected === null
    ? `${place}: ${issue.message}`
    : `${place}: expected ${issue.expected}, received ${issue.received}`;
}
