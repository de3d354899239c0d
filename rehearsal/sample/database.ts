import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/**
 * The sample's database: `node database.ts` serves a PostgreSQL that lives in this process's memory at a free port of
 * 127.0.0.1, and writes the port as its only line. It has one session for all its connections, as behind a connection
 * pooler: what one of them sets, or locks for its session, is there for the others; and it takes any user and password.
 */
const description = await readFile(new URL("../package.json", import.meta.resolve("@electric-sql/pglite")), "utf8");
const { version } = JSON.parse(description) as { readonly version: string };
const cache = fileURLToPath(new URL("../../node_modules/.cache/rehearsal/", import.meta.url));
const emptyDatabase = `${cache}pglite-${version}.tar.gz`;

/** As many tasks as a rehearsal can have, of both colours, and some besides. */
const MOST_CONNECTIONS = 200;

const server = new PGLiteSocketServer({ db: await createDatabase(), port: 0, maxConnections: MOST_CONNECTIONS });
await server.start();
console.log(server.getServerConn().split(":").at(-1));

/** Initialising one takes two seconds, unpacking one that was initialised before half of one. */
async function createDatabase(): Promise<PGlite> {
  try {
    return await PGlite.create({ loadDataDir: new Blob([await readFile(emptyDatabase)]) });
  } catch {
    // There is none yet, or it cannot be used.
    const database = await PGlite.create();
    await keep(await database.dumpDataDir("gzip"));
    return database;
  }
}

/** Where it cannot be kept, the next one is initialised again. */
async function keep(packed: Blob): Promise<void> {
  const unfinished = `${emptyDatabase}.${process.pid}`;
  try {
    await mkdir(cache, { recursive: true });
    await writeFile(unfinished, new Uint8Array(await packed.arrayBuffer()));
    await rename(unfinished, emptyDatabase);
  } catch (error) {
    console.error(`${emptyDatabase} cannot be written: ${String(error)}`);
  }
}
