import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import { secretsManagerOperations } from "../../../rehearsal/api/secrets-manager-operations.ts";
import { ssmOperations } from "../../../rehearsal/api/ssm-operations.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { parameterArn, secretArn } from "../../../rehearsal/secrets.ts";
import { readSecret } from "../../../shared/deployment/read-secret.ts";
import { clientOptions } from "../aws/client-options.ts";

const VALUE = "hunter2-hunter2";
const OTHER = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:blog-x1y2z3";

async function startAccount() {
  const server = await createAwsServer({
    operations: {
      secretsmanager: secretsManagerOperations(
        new Map([
          ["shop/smoke", VALUE],
          [OTHER, JSON.stringify({ password: VALUE })],
        ]),
      ),
      ssm: ssmOperations(new Map([["/shop/token", VALUE]])),
    },
  });
  const secretsManager = new SecretsManagerClient(clientOptions(server));
  const ssm = new SSMClient(clientOptions(server));
  return { server, secretsManager, ssm };
}

test("a secret is found by its name and by its ARN", async () => {
  const { server, secretsManager } = await startAccount();
  await using _ = server;
  for (const SecretId of ["shop/smoke", secretArn("shop/smoke")]) {
    expect(await secretsManager.send(new GetSecretValueCommand({ SecretId }))).toMatchObject({
      ARN: secretArn("shop/smoke"),
      Name: "shop/smoke",
      SecretString: VALUE,
    });
  }
  const given = await secretsManager.send(new GetSecretValueCommand({ SecretId: OTHER, VersionStage: "AWSCURRENT" }));
  expect(given).toMatchObject({ ARN: OTHER, Name: "blog" });
});

test("a parameter is found by its name and by its ARN, and is read only where it is decrypted", async () => {
  const { server, ssm } = await startAccount();
  await using _ = server;
  for (const Name of ["/shop/token", parameterArn("/shop/token")]) {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    expect(Parameter).toMatchObject({ Name: "/shop/token", Type: "SecureString", Value: VALUE });
  }
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: "/shop/token" }));
  expect(Parameter?.Value).not.toContain("hunter2");
});

test("what is not there, or not supported, is AWS's own error", async () => {
  const { server, secretsManager, ssm } = await startAccount();
  await using _ = server;
  const refused = async (work: Promise<unknown>): Promise<string> => {
    return work.then(
      () => "answered",
      (error: Error) => error.name,
    );
  };
  expect(await refused(secretsManager.send(new GetSecretValueCommand({ SecretId: "shop" })))).toBe(
    "ResourceNotFoundException",
  );
  expect(await refused(ssm.send(new GetParameterCommand({ Name: "shop/token" })))).toBe("ParameterNotFound");
  const older = new GetSecretValueCommand({ SecretId: "shop/smoke", VersionStage: "AWSPREVIOUS" });
  expect(await refused(secretsManager.send(older))).toBe("InvalidParameterException");
  expect(await refused(ssm.send(new GetParameterCommand({ Name: "" })))).toBe("ValidationException");
});

test("the functions read them as they read those of AWS", async () => {
  const { server, secretsManager, ssm } = await startAccount();
  await using _ = server;
  const ports = {
    clients: { secretsManager: async () => secretsManager, ssm: async () => ssm },
    environment: () => undefined,
  };
  const running = new AbortController().signal;
  for (const name of ["secretsmanager:shop/smoke", `secretsmanager:${OTHER}#password`, "ssm:/shop/token"]) {
    expect(await readSecret(ports, name, running)).toBe(VALUE);
  }
  await expect(readSecret(ports, "ssm:/shop/other", running)).rejects.toThrow(
    'Secret "ssm:/shop/other": ssm:GetParameter did not succeed: ParameterNotFound',
  );
});
