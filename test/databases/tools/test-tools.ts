import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { READERS } from "../../../shared/migrations/history/readers.ts";
import type { Engine } from "../../../shared/migrations/tool.ts";
import "../support/provided-context.ts";
import { DRIVERS } from "./drivers.ts";
import { ANIMALS, ANIMALS_EDITED, BROKEN, makeEndless, PLANTS, STONES } from "./test-migration.ts";
import { makeToolCase, type Look, type ToolCase } from "./tool-case.ts";
import type { ToolDriver } from "./tool-driver.ts";

/** Runs every tool that knows the engine, and looks at what it leaves in each of its states. */
export function testTools(engine: Engine): void {
  const missing = new Set(inject("missingTools").map(({ name }) => name));
  for (const driver of DRIVERS.filter(({ engines }) => engines.includes(engine))) {
    describe.skipIf(missing.has(driver.name))(`${driver.name} on ${engine}`, () => {
      testTool(driver, engine);
    });
  }
}

function testTool(driver: ToolDriver, engine: Engine): void {
  // One database for all, since each run of a tool takes its time. The tests follow one another.
  let tool: ToolCase;
  beforeAll(async () => {
    tool = await makeToolCase(driver, engine);
  });
  afterAll(() => tool[Symbol.asyncDispose]());

  test("before its first run there is no table", async () => {
    expect(standings(await tool.look([ANIMALS]))).toEqual(["table-missing"]);
  });

  test("applied: all that green expects", async () => {
    expect(await tool.up([ANIMALS, PLANTS])).toMatchObject({ code: 0 });
    const look = await tool.look([ANIMALS, PLANTS]);
    expect(standings(look)).toEqual(["applied"]);
    expect(look.observed.lock).toBeUndefined();
    const ids = [ANIMALS, PLANTS].map(driver.id);
    expect(look.expected.migrations.map(({ id }) => id)).toEqual(ids);
    expect(look.observed.entries).toMatchObject(ids.map((id) => ({ id, state: "applied" })));
  });

  test("pending: green expects one more", async () => {
    const { findings } = await tool.look([ANIMALS, PLANTS, STONES]);
    expect(findings).toMatchObject([{ standing: "pending", effect: "fail", ids: [driver.id(STONES)] }]);
  });

  test("ahead: green, which is brought back, knows one less", async () => {
    expect(standings(await tool.look([ANIMALS]))).toEqual(driver.ahead ?? ["applied", "ahead"]);
  });

  test("ahead: what the release that serves knows to be later only warns, whatever the tool's ids tell", async () => {
    const look = await tool.look([ANIMALS], [ANIMALS, PLANTS]);
    expect(standings(look)).toEqual(["applied", "ahead"]);
    expect(look.findings.map(({ effect }) => effect)).toEqual(["none", "warn"]);
  });

  test("edited: green's file is another one, where the tool keeps a checksum", async () => {
    const look = await tool.look([ANIMALS_EDITED, PLANTS]);
    const hasChecksum = look.expected.migrations.every(({ checksum }) => checksum !== undefined);
    expect(standings(look)).toEqual(hasChecksum ? ["checksum-differs"] : ["applied"]);
  });

  test("failed: marked where the tool marks it, else pending, and on MySQL perhaps half applied", async () => {
    const failing = await tool.up([ANIMALS, PLANTS, BROKEN]);
    expect(failing.code).not.toBe(0);
    expect(failing.output).toContain("nowhere");
    const { findings, observed } = await tool.look([ANIMALS, PLANTS, BROKEN]);
    const standing = driver.marks?.failed ?? "pending";
    expect(findings).toMatchObject([{ standing, effect: "fail", ids: [driver.id(BROKEN)] }]);
    expect(observed.lock).toBeUndefined();
    expect(findings[0]?.sentence).toMatch(engine === "mysql" ? /half applied|first statements are/ : /./);
    // It is: there is a table to drop.
    if (engine === "mysql") await tool.database.execute("DROP TABLE half");
  });

  test.skipIf(driver.isGraph === true)("out of order: what comes of it is what the tool does", async () => {
    await using disordered = await makeToolCase(driver, engine);
    expect(await disordered.up([ANIMALS, STONES])).toMatchObject({ code: 0 });
    const all = [ANIMALS, PLANTS, STONES];
    const before = await disordered.look(all);
    const { code } = await disordered.up(all);
    const after = await disordered.look(all);
    const { outOfOrder } = READERS[driver.tool];
    const { found, exits, reached } = OUT_OF_ORDER[outOfOrder];
    expect(standings(before)).toEqual(found);
    expect(code === 0 ? "well" : "badly").toBe(exits);
    expect(standings(after)).toEqual(reached);
  });

  test("locked: while it runs, and after it was killed, where the tool shows it", async () => {
    await using locked = await makeToolCase(driver, engine);
    expect(await locked.up([ANIMALS, PLANTS])).toMatchObject({ code: 0 });
    const endless = makeEndless(engine);
    const during = await locked.upInto([ANIMALS, PLANTS, endless], "(60)", () =>
      locked.look([ANIMALS, PLANTS, endless]),
    );
    const after = await locked.look([ANIMALS, PLANTS, endless]);
    const { held, left } = driver.lock[engine];
    const standing = driver.marks?.killed ?? "pending";
    expect(standings(during)).toEqual(expect.arrayContaining(held ? ["locked"] : [standing]));
    expect(during.observed.lock !== undefined).toBe(held);
    expect(standings(after)).toEqual(left ? ["locked", standing] : [standing]);
  });
}

/** What is found of a migration before one that is applied, how the tool then ends, and what is found afterwards. */
const OUT_OF_ORDER = {
  applies: { found: ["pending", "out-of-order"], exits: "well", reached: ["applied"] },
  refuses: { found: ["pending", "out-of-order"], exits: "badly", reached: ["pending", "out-of-order"] },
  skips: { found: ["never-applied"], exits: "well", reached: ["never-applied"] },
};

function standings({ findings }: Look): readonly string[] {
  return findings.map(({ standing }) => standing);
}
