import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BuildError } from "../../build/build-error.ts";
import { buildFunctions } from "../../build/functions.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

const run = promisify(execFile);

/** The environment of a process that must find no credentials, whatever this machine has. */
const NO_CREDENTIALS = { HOME: "/nonexistent", AWS_REGION: "eu-west-1", AWS_EC2_METADATA_DISABLED: "true" };

/** What only the source of one package has: proof that it is there, in minified code too. */
const MARKS = {
  undici: "UND_ERR_REQ_RETRY",
  pg: "SCRAM-SHA-256-PLUS",
  mysql2: "caching_sha2_password",
  cloudWatch: "GraniteServiceVersion20100801",
  logs: "Logs_20140328",
  s3: "ListObjectsV2",
  secretsManager: "GetSecretValueRequest",
  ssm: "GetParameterRequest",
  yaml: "YAMLParseError",
} as const;

/** The databases' drivers are in the one function that reads a database. */
const DRIVERS: readonly string[] = ["pg", "mysql2"];
/** What a function does without, where that is not the drivers. */
const ABSENT: Readonly<Record<string, readonly string[]>> = { "before-install": [] };

async function build(folder: string, configuration: string): ReturnType<typeof buildFunctions> {
  const configPath = path.join(folder, "other.config.ts");
  await writeFile(configPath, configuration);
  return buildFunctions({ configPath, outDir: path.join(folder, "dist") });
}

async function runScript(script: string): Promise<string> {
  const { stdout } = await run(process.execPath, ["--input-type=commonjs", "-e", script], { env: NO_CREDENTIALS });
  return stdout;
}

async function marksIn(files: readonly string[]): Promise<readonly string[]> {
  const code = (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
  return Object.entries(MARKS).flatMap(([name, mark]) => (code.includes(mark) ? [name] : []));
}

test("every function can be required, and loads no client that only some deployments need", async () => {
  await using folder = await createTemporaryFolder();
  const built = await build(folder.path, "export default {};");
  expect(built.map(({ name }) => name)).toEqual([
    "after-allow-test-traffic",
    "after-allow-traffic",
    "after-install",
    "before-allow-traffic",
    "before-install",
  ]);
  for (const { name, handler, bytes, loadedBytes } of built) {
    const bundle = path.join(folder.path, "dist", name);
    const [module = "", exported = ""] = handler.split(".");
    const file = JSON.stringify(path.join(folder.path, "dist", module));
    const script = `console.log(JSON.stringify([typeof require(${file}).${exported}, Object.keys(require.cache)]))`;
    const [kind, loaded]: [string, string[]] = JSON.parse(await runScript(script));
    const probes = !["before-allow-traffic", "before-install"].includes(name);
    expect(kind).toBe("function");
    expect(await marksIn(loaded)).toEqual(probes ? ["undici"] : []);
    const all = (await readdir(bundle)).map((each) => path.join(bundle, each));
    const without = ABSENT[name] ?? DRIVERS;
    expect(await marksIn(all)).toEqual(Object.keys(MARKS).filter((mark) => !without.includes(mark)));
    expect(loadedBytes).toBe(await bytesOf(loaded));
    expect(bytes).toBe(await bytesOf(all));
  }
});

async function bytesOf(files: readonly string[]): Promise<number> {
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return contents.reduce((sum, { length }) => sum + length, 0);
}

test("the configuration in force is the one that the build was given", async () => {
  await using folder = await createTemporaryFolder();
  await build(folder.path, 'const mode: string = "observe"; export default { mode };');
  const event = { DeploymentId: "d-REHEARSED", LifecycleEventHookExecutionId: "eyJ" };
  const context = "{ awsRequestId: 'r', getRemainingTimeInMillis: () => 5000 }";
  const handler = JSON.stringify(path.join(folder.path, "dist/after-install/index.js"));
  const log = await runScript(
    `require(${handler}).handler(${JSON.stringify(event)}, ${context}).catch(() => process.exit())`,
  );
  const decided = log.split("\n").find((line) => line.includes('"hook decided"')) ?? "";
  expect(JSON.parse(decided)).toMatchObject({ mode: "observe" });
});

test("a second build leaves nothing of the first behind", async () => {
  await using folder = await createTemporaryFolder();
  await build(folder.path, 'export default { mode: "observe" };');
  const first = await readdir(path.join(folder.path, "dist/after-install"));
  await build(folder.path, 'export default { mode: "enforce" };');
  const second = await readdir(path.join(folder.path, "dist/after-install"));
  expect(second).toHaveLength(first.length);
  expect(second).not.toEqual(first);
});

test("a configuration that does not exist is named", async () => {
  await using folder = await createTemporaryFolder();
  const configPath = path.join(folder.path, "hooks.prod.config.ts");
  const building = buildFunctions({ configPath, outDir: path.join(folder.path, "dist") });
  await expect(building).rejects.toThrow(BuildError);
  await expect(building).rejects.toThrow(`${configPath} does not exist`);
});

test("a configuration that cannot be read is an error with its place", async () => {
  await using folder = await createTemporaryFolder();
  await expect(build(folder.path, "export default {\n  mode = 1 };")).rejects.toThrow(/other\.config\.ts:2:7/);
});

test("a configuration that awaits at its top is an error with its place: the functions are CommonJS", async () => {
  await using folder = await createTemporaryFolder();
  const building = build(folder.path, "const mode = await 1;\nexport default { mode };");
  await expect(building).rejects.toThrow(BuildError);
  await expect(building).rejects.toThrow(/Expected no `await` outside of a function[\s\S]*other\.config\.ts:1:13/);
});

test("a build that is aborted writes nothing", async () => {
  await using folder = await createTemporaryFolder();
  const configPath = path.join(folder.path, "hooks.config.ts");
  await writeFile(configPath, "export default {};");
  const outDir = path.join(folder.path, "dist");
  const building = buildFunctions({ configPath, outDir, signal: AbortSignal.abort(new Error("enough")) });
  await expect(building).rejects.toThrow("enough");
  expect(await readdir(folder.path)).toEqual(["hooks.config.ts"]);
});
