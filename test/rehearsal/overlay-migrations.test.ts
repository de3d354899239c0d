import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { overlayMigrations } from "../../rehearsal/overlay-migrations.ts";
import { loadConfiguration } from "../../shared/configuration/load-configuration.ts";

const folder = await mkdtemp(join(tmpdir(), "overlay-"));
afterAll(() => rm(folder, { recursive: true }));

const REFUSED = [
  { base: "export default null;" },
  { base: "export default () => ({});" },
  { base: "export default [];" },
  { base: "export default Promise.resolve({});" },
  { base: "export const hooks = {};" },
  { base: "export default { helth: {} };" },
  { base: 'throw new Error("no such variable");' },
];

async function load(name: string, text: string): Promise<unknown> {
  const path = join(folder, name);
  await writeFile(path, text);
  return loadConfiguration(() => import(pathToFileURL(path).href));
}

test.for(REFUSED.map(({ base }, index) => ({ base, index })))(
  "`$base` is refused with its migrations replaced as it is without",
  async ({ base, index }) => {
    const said = await load(`base-${index}.mjs`, base).catch(String);
    expect(said).toContain("ConfigurationError");
    const overlaid = overlayMigrations(join(folder, `base-${index}.mjs`), { none: "told so" });
    expect(await load(`overlaid-${index}.mjs`, overlaid).catch(String)).toBe(said);
  },
);

test("a configuration keeps all but its migrations", async () => {
  await load("base.mjs", 'export default { host: "shop.example", migrations: { none: "never" } };');
  const overlaid = await load("overlaid.mjs", overlayMigrations(join(folder, "base.mjs"), { none: "told so" }));
  expect(overlaid).toMatchObject({ host: "shop.example", migrations: { none: "told so" } });
});
