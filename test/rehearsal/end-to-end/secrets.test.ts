import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { createTemporaryFolder } from "../../build/temporary-folder.ts";
import { startRehearsal } from "./run-rehearsal.ts";

test("a file of secrets that cannot be used ends the rehearsal before it begins, and no value is shown", async () => {
  await using folder = await createTemporaryFolder();
  const file = path.join(folder.path, "secrets.json");
  await writeFile(file, '{ "SHOP_KEY": "hunter2", "ssm:/shop/token": ["hunter2"] }');
  const { exitCode, stdout, stderr } = await startRehearsal(["--secrets", file]).ended;
  expect(exitCode).toBe(3);
  expect(stderr).toContain("The rehearsal could not run: ");
  expect(stderr).toContain('"SHOP_KEY": expected a name such as');
  expect(stderr).toContain('"ssm:/shop/token": expected some text');
  expect(stdout + stderr).not.toContain("hunter2");
});
