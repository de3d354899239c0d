import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { NO_SECRETS, secretParameters } from "../../rehearsal/secrets.ts";
import { readSecretsFile } from "../../rehearsal/secrets-file.ts";
import { createTemporaryFolder } from "../build/temporary-folder.ts";

const VALUE = "hunter2-hunter2";

async function read(text: string): ReturnType<typeof readSecretsFile> {
  await using folder = await createTemporaryFolder();
  const file = path.join(folder.path, "secrets.json");
  await writeFile(file, text);
  return await readSecretsFile(file);
}

test("secrets go to the store that their names say, and a secret may be named by its members", async () => {
  const secrets = await read(
    JSON.stringify({
      "secretsmanager:shop/smoke": { user: "smoke", attempts: 3 },
      "secretsmanager:shop/admin#user": "admin",
      "secretsmanager:shop/admin#password": VALUE,
      "ssm:/shop/token": VALUE,
      "env:SHOP_KEY": VALUE,
    }),
  );
  expect(Object.fromEntries(secrets.secretsManager)).toEqual({
    "shop/smoke": '{"user":"smoke","attempts":3}',
    "shop/admin": `{"user":"admin","password":"${VALUE}"}`,
  });
  expect(Object.fromEntries(secrets.ssm)).toEqual({ "/shop/token": VALUE });
  expect(secrets.environment).toEqual({ SHOP_KEY: VALUE });
});

test("the functions are given the ARN of each, as a user would name them, and without any no parameter", async () => {
  const { secretArns = "" } = secretParameters(
    await read('{ "secretsmanager:shop/smoke": "a", "ssm:/shop/token": "b" }'),
  );
  expect(secretArns.split(",")).toEqual([
    expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:shop\/smoke-[0-9a-f]{6}$/),
    "arn:aws:ssm:us-east-1:123456789012:parameter/shop/token",
  ]);
  expect(secretParameters(NO_SECRETS)).toEqual({});
});

test("every problem is named at once, and no value", async () => {
  const reading = read(
    JSON.stringify({
      SHOP_KEY: VALUE,
      "ssm:/shop/token": { token: VALUE },
      "ssm:/shop/empty": "",
      "env:AWS_ENDPOINT_URL": VALUE,
      "secretsmanager:shop/admin": VALUE,
      "secretsmanager:shop/admin#password": VALUE,
    }),
  );
  const { message } = await reading.then(
    () => new Error("it was read"),
    (error: Error) => error,
  );
  expect(message.split("\n- ").slice(1)).toEqual([
    '"SHOP_KEY": expected a name such as "secretsmanager:NAME", "ssm:/path/name" or "env:NAME"',
    '"ssm:/shop/token": expected some text',
    '"ssm:/shop/empty": expected some text',
    '"env:AWS_ENDPOINT_URL": expected another name: Lambda and the rehearsal set it themselves',
    '"secretsmanager:shop/admin": expected it as a whole or by its members, not both',
  ]);
  expect(message).not.toContain(VALUE);
});

test.for([
  [`{ "ssm:/a": "${VALUE}" "ssm:/b": 1 }`, /expected JSON, and it is not \(line 1 column \d+\)$/],
  [VALUE, /expected JSON, and it is not$/],
  [`["${VALUE}"]`, /expected an object such as/],
] as const)("a file with %j is refused without a word of it", async ([text, problem]) => {
  const error = await read(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: "SecretsFileError", message: expect.stringMatching(problem) });
  expect(`${(error as Error).message} ${String((error as Error).cause)}`).not.toContain("hunter2");
});

test("a file that is not there is named", async () => {
  await expect(readSecretsFile("/nowhere/secrets.json")).rejects.toThrow(
    /--secrets \/nowhere\/secrets\.json cannot be read: .*ENOENT/,
  );
});
