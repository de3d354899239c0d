import type { StandardSchemaV1 } from "@standard-schema/spec";
import { Secret } from "../secret.ts";

/** Where secrets come from: the library knows no store. Rejects with an error that names the secret and never its value. */
export type SecretSource = (name: string, signal: AbortSignal) => Promise<string>;

/** How a flow comes by secrets. */
export interface SecretReader {
  /** The secret of that name, as it is stored. */
  (name: string): Promise<Secret>;
  /** The secret of that name, read as JSON by a schema: `secret("smoke-user", Credentials)`. */
  <Output>(name: string, schema: StandardSchemaV1<unknown, Output>): Promise<Secret<Output>>;
  /** Makes a secret of what an answer said: from now on it shows as `***` in all that is said of this flow. */
  of<Value>(value: Value): Secret<Value>;
}

/** A secret could not be had, or is not what the flow takes it for. Its value is in neither text nor cause. */
export class SecretUnusable extends Error {
  override readonly name = "SecretUnusable";
}

/**
 * @param learn is told of every secret as soon as it is known, so that nothing shows it
 * @param currentSignal the signal of what the flow does at that moment
 * @param fail is told where one cannot be had, also where nobody waits for it
 */
export function readSecretsFrom(
  source: SecretSource,
  learn: (secret: Secret<unknown>) => void,
  currentSignal: () => Promise<AbortSignal>,
  fail: (error: unknown) => void = () => undefined,
): SecretReader {
  async function read<Output>(
    name: string,
    schema?: StandardSchemaV1<unknown, Output>,
  ): Promise<Secret | Secret<Output>> {
    const text = new Secret(await readText(source, name, await currentSignal()));
    learn(text);
    // What is within it is as secret, also in the words of a schema that throws.
    const json = parseJson(text.reveal());
    if (typeof json?.value === "object") learn(new Secret(json.value));
    if (!schema) return text;
    if (!json) throw new SecretUnusable(`secret ${name}: expected JSON, since a schema is to read it`);
    const result = await validate(name, schema, json.value);
    if (result.issues) {
      // The issues' messages may quote the value.
      const places = result.issues.map(({ path = [] }) => path.map(keyOf).join(".") || "the whole").join(", ");
      throw new SecretUnusable(`secret ${name}: not what its schema expects, in ${places}`);
    }
    const secret = new Secret(result.value, [text]);
    learn(secret);
    return secret;
  }
  const readOrFail = (name: string, schema?: StandardSchemaV1): Promise<unknown> => {
    const reading = read(name, schema);
    reading.catch(fail);
    return reading;
  };
  return Object.assign(readOrFail as SecretReader, {
    of: <Value>(value: Value): Secret<Value> => {
      const secret = new Secret(value);
      learn(secret);
      return secret;
    },
  });
}

async function readText(source: SecretSource, name: string, signal: AbortSignal): Promise<string> {
  try {
    signal.throwIfAborted();
    return await source(name, signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new SecretUnusable(cause instanceof Error ? cause.message : `secret ${name}: ${String(cause)}`, { cause });
  }
}

async function validate<Output>(
  name: string,
  schema: StandardSchemaV1<unknown, Output>,
  value: unknown,
): Promise<StandardSchemaV1.Result<Output>> {
  let thrown = "something";
  try {
    return await schema["~standard"].validate(value);
  } catch (error) {
    if (error instanceof Error) thrown = error.name;
  }
  // Neither its words, which may quote the value, nor it as a cause.
  throw new SecretUnusable(`secret ${name}: its schema threw ${thrown}`);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Its message quotes the text.
    return undefined;
  }
}

function keyOf(segment: PropertyKey | StandardSchemaV1.PathSegment): string {
  return String(typeof segment === "object" ? segment.key : segment);
}
