import type { HttpExpectation } from "../probe/http/http-expectation.ts";
import { identityHeader, is, type Identity } from "../probe/identity.ts";
import { ProbeDefinitionError } from "./probe-definition-error.ts";
import type { Green, ProbeSettings } from "./question.ts";

/** An identity whose value green's task definition states. */
export interface StatedIdentity {
  readonly identity: Identity;
  /** As it stands there; never blank. */
  readonly value: string;
  /** Where it stands: `RELEASE in task definition shop:2`. */
  readonly source: string;
}

/**
 * What the configuration names and the task definition states; undefined where the configuration names no variable: the
 * value is then learnt from green's tasks.
 * @throws {ProbeDefinitionError} where the task definition does not state it
 */
export function statedIdentity(
  { taskDefinition }: Pick<Green, "taskDefinition">,
  { identity }: Pick<ProbeSettings, "identity">,
): StatedIdentity | undefined {
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
  const source = `${environmentVariable} in task definition ${taskDefinition.name}`;
  return { identity: identityHeader(header), value, source };
}

/** The same as something that every answer must meet. */
export function configuredIdentity(
  green: Pick<Green, "taskDefinition">,
  settings: Pick<ProbeSettings, "identity">,
): HttpExpectation | undefined {
  const stated = statedIdentity(green, settings);
  return stated && is(stated.identity, stated.value, stated.source);
}
