import type { HttpExpectation } from "../probe/http/http-expectation.ts";
import { identityHeader, is } from "../probe/identity.ts";
import { ProbeDefinitionError } from "./probe-definition-error.ts";
import type { Green, ProbeSettings } from "./question.ts";

/**
 * The expectation of an identity whose value green's task definition states; undefined where the configuration names no
 * such variable: the value is then learnt from green's tasks.
 * @throws {ProbeDefinitionError} where the task definition does not state it
 */
export function configuredIdentity(
  { taskDefinition }: Green,
  { identity }: Pick<ProbeSettings, "identity">,
): HttpExpectation | undefined {
  if (!identity || !("header" in identity) || identity.environmentVariable === undefined) return undefined;
  const { header, environmentVariable } = identity;
  const value = taskDefinition.containers
    .map(({ environment }) => environment[environmentVariable])
    .find((candidate) => candidate !== undefined);
  if (value === undefined || value.trim() === "") {
    throw new ProbeDefinitionError(
      `hooks.config.ts, identity.environmentVariable: expected ${environmentVariable} to be set in task definition ${taskDefinition.name}, found ${value === undefined ? "it in no container" : "it empty"}`,
    );
  }
  return is(identityHeader(header), value, `${environmentVariable} in task definition ${taskDefinition.name}`);
}
