import { readFile } from "node:fs/promises";
import { parseSecretName, type SecretPlace } from "../shared/deployment/secret-name.ts";
import { describeError } from "../shared/hook/describe-error.ts";
import type { RehearsedSecrets } from "./secrets.ts";

/** The file of `--secrets` cannot be used. The message names every problem, and no value. */
export class SecretsFileError extends Error {
  override readonly name = "SecretsFileError";
}

/** What the rehearsal and Lambda set themselves. */
const RESERVED = /^(?:AWS_|LAMBDA_|_|NODE_OPTIONS$|PATH$|HOME$|TZ$|LANG$)/i;

/**
 * Reads a JSON object of names, as `hooks.config.ts` has them, and their values: text, or an object for a secret of Secrets
 * Manager that is JSON.
 * @throws {SecretsFileError}
 */
export async function readSecretsFile(file: string): Promise<RehearsedSecrets> {
  const { secrets, problems } = sort(Object.entries(parse(file, await read(file))));
  if (problems.length > 0) throw new SecretsFileError([`--secrets ${file}:`, ...problems].join("\n- "));
  return secrets;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new SecretsFileError(`--secrets ${file} cannot be read: ${describeError(error)}`, { cause: error });
  }
}

function parse(file: string, text: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    // Its message quotes the text, but for the place at its end.
    const [place = ""] = / \(line \d+ column \d+\)$/.exec(error instanceof Error ? error.message : "") ?? [];
    throw new SecretsFileError(`--secrets ${file}: expected JSON, and it is not${place}`);
  }
  if (isObject(parsed)) return parsed;
  throw new SecretsFileError(`--secrets ${file}: expected an object such as { "ssm:/shop/token": "…" }`);
}

function sort(entries: readonly (readonly [string, unknown])[]): {
  readonly secrets: RehearsedSecrets;
  readonly problems: readonly string[];
} {
  const secretsManager = new Map<string, string>();
  const ssm = new Map<string, string>();
  const environment: Record<string, string> = {};
  /** Secrets that are named by their members alone. */
  const documents = new Map<string, Record<string, string>>();
  /** @returns what is wrong with it, if anything */
  const add = (name: string, value: unknown): string | undefined => {
    const place = placeOf(name);
    if (!place) return 'expected a name such as "secretsmanager:NAME", "ssm:/path/name" or "env:NAME"';
    const isDocument = place.store === "secretsmanager" && place.member === undefined && isObject(value);
    const text = isDocument ? JSON.stringify(value) : value;
    if (typeof text !== "string" || text === "") return "expected some text";
    switch (place.store) {
      case "secretsmanager":
        if (place.member === undefined) secretsManager.set(place.id, text);
        else documents.set(place.id, { ...documents.get(place.id), [place.member]: text });
        return undefined;
      case "ssm":
        ssm.set(place.name, text);
        return undefined;
      case "env":
        if (RESERVED.test(place.variable)) return "expected another name: Lambda and the rehearsal set it themselves";
        environment[place.variable] = text;
        return undefined;
      default:
        return place satisfies never;
    }
  };
  const problems = entries.flatMap(([name, value]) => {
    const problem = add(name, value);
    return problem === undefined ? [] : [`${JSON.stringify(name)}: ${problem}`];
  });
  for (const [id, document] of documents) {
    if (secretsManager.has(id))
      problems.push(`"secretsmanager:${id}": expected it as a whole or by its members, not both`);
    else secretsManager.set(id, JSON.stringify(document));
  }
  return { secrets: { secretsManager, ssm, environment }, problems };
}

function placeOf(name: string): SecretPlace | undefined {
  try {
    return parseSecretName(name);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
