/** A check cannot be made up from what the target group and the configuration say. It names what to configure. */
export class ProbeDefinitionError extends Error {
  override readonly name = "ProbeDefinitionError";
}
