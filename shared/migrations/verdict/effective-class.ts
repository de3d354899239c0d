import type { Compatibility, CompatibilityClass } from "../manifest/manifest.ts";

/** The class by its author's word, where there is one, and by its statements else. */
export function effectiveClass({ class: byStatements, declared }: Compatibility): CompatibilityClass {
  return declared?.class ?? byStatements;
}
