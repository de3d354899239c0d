import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { BuildError } from "../../build/build-error.ts";
import { checkConfiguration, LOAD_MS } from "../../build/check-configuration.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

async function check(
  configuration: string,
  signal: AbortSignal = AbortSignal.timeout(LOAD_MS),
): Promise<readonly string[]> {
  await using folder = await createTemporaryFolder();
  const configPath = path.join(folder.path, "other.config.ts");
  await writeFile(configPath, configuration);
  return await checkConfiguration(configPath, signal);
}

test("a configuration that can be used is nothing to speak of, whatever it prints or leaves running", async () => {
  const configuration =
    'enum Mode { Off = "observe" } console.log("{}"); setInterval(() => {}, 1000); export default { mode: Mode.Off, migrations: { none: "none" } };';
  expect(await check(configuration)).toEqual([]);
});

test("a configuration that says nothing of migrations is warned of: silence fails at BeforeInstall", async () => {
  expect(await check("export default {};")).toEqual([
    expect.stringMatching(/other\.config\.ts does not say how to check the database, and BeforeInstall fails/),
  ]);
});

test.for<[string, string, RegExp]>([
  [
    "has mistakes is refused with each of them",
    'export default { mode: "off", health: { path: "nope" } };',
    /has 2 problems: mode: .*; health\.path: .*received "nope"$/,
  ],
  [
    "could pass nothing in its time is refused with the arithmetic",
    'export default { probing: { rate: 5, atMost: "10s" } };',
    /cannot decide: plans\["smoke-tests-pass"\] .* needs 138 clean probes, this plan allows 50 \(5\/s for 10 s\)/,
  ],
  [
    "could not compare green with blue in its time is refused with the arithmetic",
    'export default { comparison: { atMost: "1s" } };',
    /cannot decide: comparison: to compare p95 takes about 205 rounds .*, this plan allows 50 \(50\/s for 1 s\): raise/,
  ],
  [
    "could not judge its warm-up's load in its time is refused with the arithmetic",
    'export default { risk: { bad: "1%" }, probing: { atMost: "5m" }, warmUpLoad: { atMost: "10s" } };',
    /cannot decide: warmUpLoad: to judge errors needs \d+ clean probes, this plan allows 500 \(50\/s for 10 s\): raise/,
  ],
  [
    "bakes for longer than CodeDeploy waits is refused with the arithmetic",
    'export default { bake: "58m" };',
    /bake: expected 55m at most: CodeDeploy waits 60m for a hook, of which 5m are kept .*; received 58m$/,
  ],
  [
    "throws is refused with what it threw, escaped",
    String.raw`throw new TypeError("a\u001b[31m\nb");`,
    /hooks\.config\.ts could not be loaded: TypeError: a\\u001b\[31m\\nb$/,
  ],
  [
    "lets a rejection go is refused, because it would crash a function",
    'void Promise.reject(new Error("let go")); export default {};',
    /hooks\.config\.ts crashed when it was loaded: let go$/,
  ],
  ["exits is refused", "process.exit(0);", /it ended its process \(exit code 0\): a function would end with it/],
])("a configuration that %s", async ([, configuration, why]) => {
  await expect(check(configuration)).rejects.toThrow(BuildError);
  await expect(check(configuration)).rejects.toThrow(why);
});

test("a configuration that never ends is refused when its time is up", async () => {
  const checking = check("for (;;);", AbortSignal.timeout(400));
  await expect(checking).rejects.toThrow(/it had not loaded after \d\.\d s: a function would wait for it/);
});
