import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BuildError } from "../../build/build-error.ts";
import { prepareConfiguration } from "../../rehearsal/configuration-module.ts";
import { createDeploymentClock } from "../../rehearsal/deployment-clock.ts";
import { parseOptions } from "../../rehearsal/options.ts";
import { createPace } from "../../rehearsal/pace.ts";

const OPTIONS = parseOptions([]);
const PACE = createPace(createDeploymentClock(60));

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "configuration-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("a configuration of one's own is built in at the pace of the clocks, and named", async () => {
  const folder = await temporaryFolder();
  const own = path.join(folder, "mine.config.ts");
  await writeFile(own, "export default {};");
  const prepared = await prepareConfiguration(OPTIONS, folder, PACE, { own });
  expect(prepared.description).toBe(own);
  const module = await readFile(prepared.path, "utf8");
  expect(module).toContain(JSON.stringify(own));
  expect(module).toContain(`quickenConfiguration(Object(module).default, ${JSON.stringify(PACE)})`);
});

test("one that is given as it is stays as it is", async () => {
  const given = "/somewhere/situation.config.ts";
  const prepared = await prepareConfiguration(OPTIONS, await temporaryFolder(), PACE, { given });
  expect(prepared).toEqual({ path: given, description: given });
});

test("one that does not exist is refused by its name", async () => {
  const preparing = prepareConfiguration(OPTIONS, await temporaryFolder(), PACE, { own: "/nowhere/mine.config.ts" });
  await expect(preparing).rejects.toThrow(BuildError);
  await expect(preparing).rejects.toThrow("/nowhere/mine.config.ts does not exist");
});
