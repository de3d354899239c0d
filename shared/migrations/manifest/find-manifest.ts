import { ManifestError } from "./manifest-error.ts";
import {
  MANIFEST_LABEL,
  MANIFEST_VARIABLE,
  parseManifestLocation,
  type ManifestLocation,
} from "./manifest-location.ts";

/** What of a task definition may say where its manifest is. */
export interface ManifestCarrier {
  /** `shop:42` */
  readonly name: string;
  readonly containers: readonly {
    readonly name: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly dockerLabels: Readonly<Record<string, string>>;
  }[];
}

export interface FoundManifest {
  readonly location: ManifestLocation;
  /** Where it is written, for messages: `MIGRATIONS_MANIFEST of container web in shop:42`. */
  readonly place: string;
}

/**
 * Where a task definition's manifest is; undefined where it carries none.
 * @throws {ManifestError} where two containers name two, and for what is no location
 */
export function findManifest({ name, containers }: ManifestCarrier): FoundManifest | undefined {
  const written = containers.flatMap((container) => {
    const where = `of container ${container.name} in ${name}`;
    return [
      { text: container.environment[MANIFEST_VARIABLE], place: `${MANIFEST_VARIABLE} ${where}` },
      { text: container.dockerLabels[MANIFEST_LABEL], place: `the docker label ${MANIFEST_LABEL} ${where}` },
    ].flatMap(({ text, place }) => (text === undefined ? [] : [{ text, place }]));
  });
  const [first] = written;
  if (first === undefined) return undefined;
  const another = written.find(({ text }) => text !== first.text);
  if (another !== undefined) {
    throw new ManifestError(`${first.place} and ${another.place} name two manifests of migrations: expected one`);
  }
  return { location: parseManifestLocation(first.text, first.place), place: first.place };
}
