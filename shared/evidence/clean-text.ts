import { plainLine } from "../migrations/task/plain-line.ts";
import { redactCredentials } from "../migrations/task/redact-credentials.ts";
import type { TaskDefinition } from "../deployment/task-definition.ts";
import { escapeUnsafe } from "../probe/printable.ts";
import { scrubber } from "../probe/scrub.ts";
import { Secret } from "../probe/secret.ts";

/** Makes a text from outside fit for the log: secrets struck out, what could act on a terminal escaped, cut. */
export type CleanText = (text: string, longest?: number) => string;

const LONGEST = 400;
/** Variables whose values are secret, as far as names tell. One that belongs there is given as a secret of ECS, and not seen here. */
const SECRET_NAME = /pass(?:word|wd|phrase)|pwd|secret|token|credential|(?:api|access|private|signing)[-_]?key/iu;
/** A shorter one is in too many other texts. */
const SHORTEST_VALUE = 6;

/** @param secrets values that were read as secrets in this invocation */
export function cleanText(secrets: readonly string[], { containers }: Pick<TaskDefinition, "containers">): CleanText {
  const inDefinition = containers.flatMap(({ environment }) => {
    return Object.entries(environment).flatMap(([name, value]) => {
      return SECRET_NAME.test(name) && value.length >= SHORTEST_VALUE ? [value] : [];
    });
  });
  const scrub = scrubber([...new Set([...secrets, ...inDefinition])].map((value) => new Secret(value)));
  return (text, longest = LONGEST) => {
    // Before it is cut: half a secret is not known for one.
    const clean = escapeUnsafe(redactCredentials(scrub(plainLine(text))));
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}
