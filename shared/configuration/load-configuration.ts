import * as v from "valibot";
import { planProblem } from "../verdict/plan.ts";
import { comparisonProblems } from "./comparison-settings.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { describeIssue } from "./describe-issue.ts";
import { PLANNED_CHECKS, planFor } from "./plan-for.ts";
import { configurationSchema, type Configuration } from "./schema.ts";

/** Loads the module that a user wrote: it may throw, or export anything. */
export type LoadModule = () => Promise<{ readonly default?: unknown }>;

/** Problems of what the configuration's own schema leaves to others: those are named with its own. */
export type FindProblems = (written: object) => readonly string[];

/** @throws {ConfigurationError} naming all problems at once */
export async function loadConfiguration(load: LoadModule, findMore: FindProblems = () => []): Promise<Configuration> {
  let written: unknown;
  try {
    written = (await load()).default;
  } catch (error) {
    throw new ConfigurationError(`hooks.config.ts could not be loaded: ${describeThrown(error)}`, { cause: error });
  }
  return parseConfiguration(written, findMore);
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
export function parseConfiguration(written: unknown, findMore: FindProblems = () => []): Configuration {
  // A promise or an array has no member that is wrong: taken for an object, either would pass for an empty configuration.
  const kind = Object.prototype.toString.call(written).slice("[object ".length, -1);
  if (kind !== "Object") {
    const found = written === undefined ? "no such export" : `an export of type ${kind}`;
    throw new ConfigurationError(`hooks.config.ts: expected \`export default defineHooks({ … })\`, found ${found}`);
  }
  const result = v.safeParse(configurationSchema, written);
  const own = result.success ? planProblems(result.output) : result.issues.map(describeIssue);
  const problems = [...own, ...findMore(Object(written))];
  if (result.success && problems.length === 0) return result.output;
  throw ConfigurationError.of(problems);
}

/** Plans that contradict themselves: said once where several checks have the same. */
function planProblems(configuration: Configuration): readonly string[] {
  const { own, shared } = Object.groupBy(PLANNED_CHECKS, (check) => (configuration.plans[check] ? "own" : "shared"));
  const ofOwn = (own ?? []).flatMap((check) => problemOf(`plans.${check}`, planFor(configuration, check).risk));
  return [...(shared ? problemOf("risk", configuration.risk) : []), ...ofOwn, ...comparisonProblems(configuration)];
}

function problemOf(place: string, risk: Configuration["risk"]): readonly string[] {
  const problem = planProblem(risk);
  return problem === undefined ? [] : [`${place}: ${problem}`];
}
