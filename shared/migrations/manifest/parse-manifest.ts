import * as v from "valibot";
import { printable } from "../../probe/printable.ts";
import { ManifestError } from "./manifest-error.ts";
import { manifestSchema, type Manifest } from "./manifest.ts";

/** A manifest of 10,000 migrations has about 5 MB. */
export const LARGEST_MANIFEST_BYTES = 16 * 1024 * 1024;
const MOST_PROBLEMS = 20;

/**
 * @param place where it was read, for the message
 * @throws {ManifestError} naming all problems at once
 */
export function parseManifest(text: string, place: string): Manifest {
  const result = v.safeParse(manifestSchema, parseJson(text, place));
  const problems = result.success ? contradictions(result.output) : result.issues.map(describeIssue);
  if (result.success && problems.length === 0) return result.output;
  const shown = problems.slice(0, MOST_PROBLEMS).join("; ");
  const more = problems.length > MOST_PROBLEMS ? `; and ${problems.length - MOST_PROBLEMS} more` : "";
  throw new ManifestError(`${place} is no manifest of migrations: ${shown}${more}. Make it with \`hooks manifest\`.`);
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ManifestError(`${place} is no manifest of migrations: expected JSON, found ${printable(text)}`, {
      cause: error,
    });
  }
}

/** What each migration says may be right, and two of them together not. */
function contradictions({ migrations }: Manifest): readonly string[] {
  const earlier = new Set<string>();
  return migrations.flatMap(({ id, parents = [] }, index) => {
    const place = `migrations.${index}`;
    const twice = earlier.has(id) ? [`${place}.id: expected one migration ${printable(id)}, found another`] : [];
    const orphans = parents.filter((parent) => !earlier.has(parent));
    earlier.add(id);
    return [
      ...twice,
      ...orphans.map((parent) => `${place}.parents: expected ${printable(parent)} before ${printable(id)}, found none`),
    ];
  });
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const place = printable(v.getDotPath(issue) ?? "(the whole)");
  return issue.expected === null || issue.message.startsWith("expected")
    ? `${place}: ${printable(issue.message)}`
    : `${place}: expected ${issue.expected}, received ${printable(issue.received)}`;
}
