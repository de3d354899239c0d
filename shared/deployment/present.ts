import { UnusableDeploymentError } from "./errors.ts";

/** A member that a check may rely on, out of an answer in which the SDK's types leave everything optional. */
type Present<T> = { [K in keyof T]: NonNullable<T[K]> };

/**
 * The members named in `parts`, none of them missing.
 * @param what whose answer it is, for the error: `GetDeployment of d-ABC`
 * @throws {UnusableDeploymentError} that names every missing member at once
 */
export function requirePresent<T extends object>(what: string, parts: T): Present<T> {
  const missing = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined || value === null ? [name] : [],
  );
  if (missing.length > 0) {
    throw new UnusableDeploymentError(`${what} answered without ${missing.join(", ")}: expected each to be there`);
  }
  // Every member was just seen to be there.
  return parts as Present<T>;
}
