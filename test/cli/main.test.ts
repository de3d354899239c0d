import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "hooks-main-"));
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command in a process of its own, with a configuration of this text. */
async function run(configuration: string, ...words: readonly string[]) {
  const config = join(folder, "hooks.config.mjs");
  await writeFile(config, configuration);
  const child = spawn(process.execPath, [MAIN, ...words, "--config", config], { stdio: ["ignore", "pipe", "pipe"] });
  const closed = once(child, "close");
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { exitCode: child.exitCode, printed, said };
}

const CHECK = ["migrations", "check", "--json", "--manifest", join(folder, "none.json")];

test.for<[string, string]>([
  ["ends the process", "process.exit(0);"],
  ["never loads", "await new Promise(() => undefined);"],
  ["throws", 'throw new Error("no such variable");'],
])("a configuration that %s is not taken for an answer", async ([, configuration]) => {
  expect(await run(configuration, ...CHECK)).toMatchObject({ exitCode: 30 });
});

test("what a configuration prints is no part of the document", async () => {
  const { printed, said } = await run(
    'console.log("loading"); export default { migrations: { none: "none" } };',
    ...CHECK,
  );
  expect(JSON.parse(printed)).toMatchObject({ outcome: "unclear", exitCode: 30 });
  expect(said).toContain("loading");
});

test("what cannot be understood ends with how it is used, and 2", async () => {
  expect(await run("export default {};", "migrations", "check")).toMatchObject({
    exitCode: 2,
    printed: "",
    said: expect.stringContaining("--manifest <manifest>"),
  });
});
