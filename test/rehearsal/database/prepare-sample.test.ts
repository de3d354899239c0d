import { readdir, readFile } from "node:fs/promises";
import { Client } from "pg";
import { expect, test } from "vitest";
import { prepareSample } from "../../../rehearsal/database/prepare-sample.ts";
import type { Fault } from "../../../rehearsal/fault.ts";
import { readOrders } from "../../../rehearsal/sample/read-orders.ts";
import { readManifest } from "../../../shared/migrations/manifest/read-manifest.ts";
import { parseManifestLocation } from "../../../shared/migrations/manifest/manifest-location.ts";
import { createTemporaryFolder } from "../../build/temporary-folder.ts";

const ORDERS = "1788249600000_orders";
const NOTES = "1790841600000_order_notes";
const SEARCH = "1793433600000_search_notes";
const RENAME = "1793520000000_rename_placed_at";

const HOST = { PATH: process.env["PATH"] ?? "", SAMPLE_TEST: String(process.pid) };
const running = new AbortController().signal;

async function prepare(fault: Fault["kind"] | undefined, resources: AsyncDisposableStack, signal = running) {
  const folder = resources.use(await createTemporaryFolder());
  return prepareSample({ folder: folder.path, fault, host: HOST }, resources, signal);
}

async function appliedIn(databaseUrl: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>("SELECT name FROM pgmigrations ORDER BY id");
  await client.end();
  return rows.map(({ name }) => name);
}

test.for<{ fault: Fault["kind"] | undefined; applied: string[]; expected: string[] }>([
  { fault: undefined, applied: [ORDERS, NOTES], expected: [ORDERS, NOTES] },
  { fault: "pending-migration", applied: [ORDERS], expected: [ORDERS, NOTES] },
  { fault: "failed-migration", applied: [ORDERS, NOTES], expected: [ORDERS, NOTES, SEARCH] },
  { fault: "contract-migration", applied: [ORDERS, NOTES, RENAME], expected: [ORDERS, NOTES, RENAME] },
])(
  "with $fault, node-pg-migrate has applied $applied, and green expects $expected",
  { timeout: 30_000 },
  async ({ fault, applied, expected }) => {
    await using resources = new AsyncDisposableStack();
    const { databaseUrl, manifests } = await prepare(fault, resources);
    expect(await appliedIn(databaseUrl)).toEqual(applied);
    const readObject = async ({ bucket, key }: { readonly bucket: string; readonly key: string }) =>
      manifests.objects.get(`${bucket}/${key}`) ?? new Uint8Array();
    const idsAt = async (location: string) => {
      const { migrations } = await readManifest(parseManifestLocation(location, "here"), "here", readObject, running);
      return migrations.map(({ id }) => id);
    };
    expect(await idsAt(manifests.blue)).toEqual([ORDERS]);
    expect(await idsAt(manifests.green)).toEqual(expected);
  },
);

test("each release reads its orders, until a migration has taken away a column", { timeout: 30_000 }, async () => {
  await using resources = new AsyncDisposableStack();
  const { databaseUrl } = await prepare(undefined, resources);
  expect(await readOrders(databaseUrl, "1.0.0")).toMatchObject([{ id: 1 }, { id: 2 }]);
  expect(await readOrders(databaseUrl, "1.1.0")).toMatchObject([{ note: null }, { note: null }]);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("ALTER TABLE orders RENAME COLUMN placed_at TO ordered_at");
  await client.end();
  await expect(readOrders(databaseUrl, "1.0.0")).rejects.toThrow('column "placed_at" does not exist');
});

test.runIf(process.platform === "linux")(
  "the database ends with its resources, also where it is given up while it starts",
  { timeout: 30_000 },
  async () => {
    const resources = new AsyncDisposableStack();
    await prepare(undefined, resources);
    expect(await processes()).not.toEqual([]);
    await resources.disposeAsync();
    const given = new AsyncDisposableStack();
    const starting = prepare(undefined, given, AbortSignal.timeout(100));
    await expect(starting).rejects.toThrow(/aborted/);
    await given.disposeAsync();
    expect(await processes()).toEqual([]);
  },
);

/** The processes that carry this test's environment. */
async function processes(): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return environment.split("\0").includes(`SAMPLE_TEST=${HOST.SAMPLE_TEST}`) ? [pid] : [];
    }),
  );
  return marked.flat();
}
