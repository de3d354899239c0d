import { plainLine } from "../migrations/task/plain-line.ts";
import { redactCredentials } from "../migrations/task/redact-credentials.ts";
import { secretValues } from "./secret-variables.ts";
import type { TaskDefinition } from "../deployment/task-definition.ts";
import { escapeUnsafe } from "../probe/printable.ts";
import { scrubber } from "../probe/scrub.ts";
import { Secret } from "../probe/secret.ts";

/** Makes a text from outside fit for the log: secrets struck out, what could act on a terminal escaped, cut. */
export type CleanText = (text: string, longest?: number) => string;

const LONGEST = 400;

/** @param secrets values that were read as secrets in this invocation */
export function cleanText(secrets: readonly string[], { containers }: Pick<TaskDefinition, "containers">): CleanText {
  const inDefinition = containers.flatMap(({ environment }) => Object.entries(environment).flatMap(secretValues));
  const scrub = scrubber([...new Set([...secrets, ...inDefinition])].map((value) => new Secret(value)));
  return (text, longest = LONGEST) => {
    // Before it is cut: half a secret is not known for one.
    const clean = escapeUnsafe(redactCredentials(scrub(plainLine(text))));
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}
