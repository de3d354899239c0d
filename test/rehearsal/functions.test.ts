import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "vitest";
import { createDeploymentClock } from "../../rehearsal/deployment-clock.ts";
import { deployFunctions } from "../../rehearsal/functions.ts";
import { NO_SECRETS, type RehearsedSecrets } from "../../rehearsal/secrets.ts";
import { createTemporaryFolder } from "../build/temporary-folder.ts";

const SERVERLESS_FILE = path.resolve(import.meta.dirname, "../../serverless.yml");
const VALUES = { secretsManager: new Map([["shop/smoke", "a"]]), ssm: new Map([["/shop/token", "b"]]) };

test("where handlers are given, they and no others are deployed, with the role of the function whose place they take", async () => {
  await using folder = await createTemporaryFolder();
  const handler = path.join(folder.path, "look.ts");
  await writeFile(handler, "export async function handler(): Promise<string> { return 'looked'; }");
  const outDir = path.join(folder.path, "dist");
  const needs = { ...NO_SECRETS, handlers: { BeforeAllowTraffic: handler } };
  const deployed = await deployFunctions(
    SERVERLESS_FILE,
    "/no/hooks.config.ts",
    outDir,
    createDeploymentClock(60),
    needs,
  );

  expect(Object.keys(deployed.arnAt)).toEqual(["BeforeAllowTraffic"]);
  expect(deployed.permissions.map(({ accessKeyId }) => accessKeyId)).toEqual(["beforeAllowTraffic"]);
  expect(deployed.permissions[0]?.allowedActions).toContain("elasticloadbalancing:DescribeTargetHealth");
  const [configuration] = deployed.configurations("http://127.0.0.1:1");
  const built: unknown = createRequire(import.meta.url)(path.join(outDir, "before-allow-traffic/index.js"));
  expect(configuration?.handler).toBe("before-allow-traffic/index.handler");
  expect(built).toHaveProperty("handler");
});

/** What each function may read, and what it finds in its environment under the name `SHOP_KEY`. */
async function deployWith(secrets: RehearsedSecrets) {
  await using folder = await createTemporaryFolder();
  const configPath = path.join(folder.path, "hooks.config.ts");
  await writeFile(configPath, "export default {};");
  const outDir = path.join(folder.path, "dist");
  const clock = createDeploymentClock(60);
  const { permissions, configurations } = await deployFunctions(SERVERLESS_FILE, configPath, outDir, clock, secrets);
  const ofSecrets = ["secretsmanager:GetSecretValue", "ssm:GetParameter"];
  return {
    readers: permissions
      .filter(({ allowedActions }) => ofSecrets.every((action) => allowedActions.includes(action)))
      .map(({ accessKeyId }) => accessKeyId),
    keys: configurations("http://127.0.0.1:1").map(({ environment }) => environment["SHOP_KEY"]),
  };
}

test(
  "the functions that run flows and read the database may read the rehearsal's secrets, and nobody where there are none",
  { timeout: 30_000 },
  async () => {
    expect(await deployWith({ ...VALUES, environment: {} })).toMatchObject({
      readers: ["beforeInstall", "afterInstall"],
    });
    expect(await deployWith(NO_SECRETS)).toMatchObject({ readers: [] });
  },
);

test("what is to be in the environment is there for every function", async () => {
  const { keys, readers } = await deployWith({ ...NO_SECRETS, environment: { SHOP_KEY: "hunter2" } });
  expect(keys).toEqual(Array.from({ length: 5 }, () => "hunter2"));
  expect(readers).toEqual([]);
});
