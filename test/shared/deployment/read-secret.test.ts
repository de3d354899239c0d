import { inspect } from "node:util";
import { createServer } from "node:http";
import { once } from "node:events";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect, onTestFinished, test } from "vitest";
import { readSecret, type SecretPorts } from "../../../shared/deployment/read-secret.ts";
import { describeError } from "../../../shared/hook/describe-error.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const running = new AbortController().signal;
const VALUE = "hunter2-hunter2";

function portsOf({ clients }: Pick<SecretPorts, "clients">, variables: Record<string, string> = {}): SecretPorts {
  return { clients, environment: (name) => variables[name] };
}

/** What a rejection says to a person and to a log, with all that hangs on it, hidden members too. */
async function everythingSaid(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => "it was read",
    (thrown: unknown) => thrown,
  );
  return `${describeError(error)} ${inspect(error, { depth: 12, showHidden: true, maxStringLength: null })}`;
}

test("a secret is read from the store that its name says", async () => {
  const aws = mockAws();
  aws.secretsManager.on(GetSecretValueCommand).resolves({ SecretString: `{"password":"${VALUE}"}` });
  aws.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: VALUE } });
  const read = (name: string): Promise<string> => readSecret(portsOf(aws, { TOKEN: VALUE }), name, running);
  const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/smoke-AbCdEf";
  expect(await read("secretsmanager:shop/smoke")).toBe(`{"password":"${VALUE}"}`);
  expect(await read(`secretsmanager:${arn}#password`)).toBe(VALUE);
  expect(await read("ssm:/shop/token")).toBe(VALUE);
  expect(await read("env:TOKEN")).toBe(VALUE);
  expect(aws.secretsManager.commandCalls(GetSecretValueCommand).map(({ args }) => args[0].input)).toEqual([
    { SecretId: "shop/smoke" },
    { SecretId: arn },
  ]);
  expect(aws.ssm.commandCalls(GetParameterCommand)[0]?.args[0].input).toEqual({
    Name: "/shop/token",
    WithDecryption: true,
  });
});

test.for(["shop/smoke", "vault:shop", "ssm:", "env:a-b", "secretsmanager:#user", "secretsmanager:shop#", "SSM:/a", ""])(
  "a name such as %j is refused, and the forms are named",
  async (name) => {
    const reading = readSecret(portsOf(mockAws()), name, running);
    await expect(reading).rejects.toMatchObject({ name: "SecretError" });
    await expect(reading).rejects.toThrow(/"secretsmanager:NAME-OR-ARN" .*, "ssm:\/path\/name" or "env:NAME"$/);
  },
);

test.for<[string, { SecretString?: string; SecretBinary?: Uint8Array }, RegExp]>([
  [
    "#password",
    { SecretString: VALUE },
    /expected a secret in JSON, of which #password is a member, and it is not JSON/,
  ],
  ["#password", { SecretString: `{"password":"${VALUE}` }, /it is not JSON/],
  ["#password", { SecretString: `["${VALUE}"]` }, /expected some text in a member "password" .* there is none/],
  ["#password", { SecretString: `{"Password":"${VALUE}"}` }, /there is none/],
  ["#password", { SecretString: `{"password":["${VALUE}"]}` }, /it is of type object/],
  ["#password", { SecretString: `{"password":null,"x":"${VALUE}"}` }, /it is of type null/],
  ["#password", { SecretString: `{"password":"","x":"${VALUE}"}` }, /there is none/],
  ["#toString", { SecretString: `{"x":"${VALUE}"}` }, /there is none/],
  ["", { SecretString: "" }, /the secret is empty/],
  ["", { SecretBinary: Buffer.from(VALUE) }, /the secret is binary: store it as a string/],
])("secretsmanager:shop%s with %j is refused, and not shown", async ([member, answer, problem]) => {
  const aws = mockAws();
  aws.secretsManager.on(GetSecretValueCommand).resolves(answer);
  const name = `secretsmanager:shop${member}`;
  const reading = readSecret(portsOf(aws), name, running);
  await expect(reading).rejects.toThrow(problem);
  await expect(reading).rejects.toThrow(`Secret "${name}": `);
  expect(await everythingSaid(reading)).not.toContain("hunter2");
});

test("a variable that is not set, or empty, is no secret", async () => {
  for (const variables of [{}, { TOKEN: "" }]) {
    await expect(readSecret(portsOf(mockAws(), variables), "env:TOKEN", running)).rejects.toThrow(
      'Secret "env:TOKEN": expected a variable TOKEN with some text in the environment, which serverless.yml sets for a function',
    );
  }
});

test.for([
  ["AccessDeniedException", "no identity-based policy", "name the ARN in the parameter secretArns"],
  [
    "AccessDeniedException",
    "not authorized to perform: kms:Decrypt",
    "name the key's ARN in the parameter secretKeyArns",
  ],
  ["AccessDeniedException", "Access to KMS is not allowed", "name the key's ARN in the parameter secretKeyArns"],
  ["ResourceNotFoundException", "can't find the specified secret.", "can't find the specified secret."],
] as const)("a refusal %s (%s) says what to do", async ([name, message, advice]) => {
  const aws = mockAws();
  const refused = Object.assign(refusal(name, message), { $fault: "client" });
  aws.secretsManager.on(GetSecretValueCommand).rejects(refused);
  const reading = readSecret(portsOf(aws), "secretsmanager:shop", running);
  await expect(reading).rejects.toThrow(
    `Secret "secretsmanager:shop": secretsmanager:GetSecretValue did not succeed: ${name}`,
  );
  await expect(reading).rejects.toThrow(advice);
});

/** The SDK's clients, and an endpoint that answers each call with `body`. */
async function startBroken(body: string): Promise<SecretPorts> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.setHeader("content-type", "application/x-amz-json-1.1").end(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const endpoint = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  const credentials = { accessKeyId: "anyone", secretAccessKey: "none" };
  const options = { endpoint, region: "eu-west-1", maxAttempts: 1, credentials };
  const clients = {
    secretsManager: async () => new SecretsManagerClient(options),
    ssm: async () => new SSMClient(options),
  };
  return portsOf({ clients });
}

test.for(["secretsmanager:shop", "ssm:/shop"])(
  "an answer that the SDK cannot read, which it quotes in its error, is not shown for %s",
  async (name) => {
    const ports = await startBroken(`{"SecretString":"${VALUE}", "Parameter": {"Value": "${VALUE}"`);
    const said = await everythingSaid(readSecret(ports, name, running));
    expect(said).toContain("did not succeed: SyntaxError: its answer could not be read");
    expect(said).not.toContain("hunter2");
  },
);

test("a read ends when its signal is aborted, with the reason", async () => {
  const aws = mockAws();
  aws.ssm.on(GetParameterCommand).callsFake(() => new Promise(() => undefined));
  const stop = new AbortController();
  const reading = readSecret(portsOf(aws), "ssm:/shop/token", stop.signal);
  const reason = new Error("enough");
  setTimeout(() => stop.abort(reason), 10);
  await expect(reading).rejects.toBe(reason);
});
