import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { AwsCallError, SecretError } from "./errors.ts";
import { readableError } from "./readable-error.ts";
import { parseSecretName } from "./secret-name.ts";

/** Where secrets are read. */
export interface SecretPorts {
  readonly clients: Pick<AwsClients, "secretsManager" | "ssm">;
  /** A variable of the function's environment. */
  readonly environment: (name: string) => string | undefined;
}

/**
 * The text of a secret: `secretsmanager:NAME-OR-ARN`, `secretsmanager:NAME#member`, `ssm:/path/name` or `env:NAME`. Its value
 * is in no error, and in no cause of one.
 * @throws {SecretError} for a name of another form, and where the secret cannot be read or has no text
 */
export async function readSecret(ports: SecretPorts, name: string, signal: AbortSignal): Promise<string> {
  const place = parseSecretName(name);
  switch (place.store) {
    case "secretsmanager": {
      const text = await readSecretsManager(ports, name, place.id, signal);
      return place.member === undefined ? text : memberOf(text, place.member, name);
    }
    case "ssm":
      return readParameter(ports, name, place.name, signal);
    case "env":
      return requireText(
        ports.environment(place.variable),
        name,
        `expected a variable ${place.variable} with some text in the environment, which serverless.yml sets for a function`,
      );
    default:
      return place satisfies never;
  }
}

async function readSecretsManager(
  { clients }: SecretPorts,
  name: string,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const [{ GetSecretValueCommand }, client] = await Promise.all([
    import("./secrets-manager.ts"),
    clients.secretsManager(),
  ]);
  const command = new GetSecretValueCommand({ SecretId: id });
  const answer = await call(
    name,
    "secretsmanager:GetSecretValue",
    () => client.send(command, { abortSignal: signal }),
    signal,
  );
  const isBinary = answer.SecretBinary !== undefined && answer.SecretString === undefined;
  const instead = isBinary
    ? "expected text, and the secret is binary: store it as a string"
    : "expected text, and the secret is empty";
  return requireText(answer.SecretString, name, instead);
}

async function readParameter(
  { clients }: SecretPorts,
  name: string,
  parameter: string,
  signal: AbortSignal,
): Promise<string> {
  const [{ GetParameterCommand }, client] = await Promise.all([import("./ssm.ts"), clients.ssm()]);
  const command = new GetParameterCommand({ Name: parameter, WithDecryption: true });
  const answer = await call(name, "ssm:GetParameter", () => client.send(command, { abortSignal: signal }), signal);
  return requireText(answer.Parameter?.Value, name, "expected text, and the parameter is empty");
}

async function call<Output>(
  name: string,
  action: string,
  send: () => Promise<Output>,
  signal: AbortSignal,
): Promise<Output> {
  const sendCarefully = async (): Promise<Output> => {
    try {
      return await send();
    } catch (error) {
      throw readableError(error);
    }
  };
  try {
    return await callAws(action, sendCarefully, signal);
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    throw new SecretError(name, error.message, { cause: error });
  }
}

function memberOf(text: string, member: string, name: string): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // Its message quotes the text.
    throw new SecretError(name, `expected a secret in JSON, of which #${member} is a member, and it is not JSON`);
  }
  const isObject = typeof document === "object" && document !== null && !Array.isArray(document);
  const value = isObject ? new Map<string, unknown>(Object.entries(document as object)).get(member) : undefined;
  const kind = value === null ? "null" : typeof value;
  return requireText(
    typeof value === "string" ? value : undefined,
    name,
    kind === "undefined" || kind === "string"
      ? `expected some text in a member ${JSON.stringify(member)} of the secret, and there is none`
      : `expected text in the member ${JSON.stringify(member)} of the secret, and it is of type ${kind}`,
  );
}

/** Nothing is no secret: it would be struck out nowhere, and log in nowhere. */
function requireText(text: string | undefined, name: string, problem: string): string {
  if (text === undefined || text === "") throw new SecretError(name, problem);
  return text;
}
