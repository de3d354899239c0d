import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { BUNDLE_OPTIONS } from "../../build/bundle.ts";
import { startPostgres } from "../../test/databases/support/start-postgres.ts";
import { atMost, median, shown, type Report } from "../figure.ts";
import { bytesOfMigrations } from "./bytes-of-migrations.ts";
import { makeHistory, type MeasuredCase } from "./history-of.ts";
import type { MeasuredCheck } from "./measure-check.ts";

const MIGRATIONS = 1_000;
/** Fresh processes: the first check of each loads what it needs, as a function that starts cold. */
const PROCESSES = 15;
const GOAL_MS = 150;

/** How long the check of a long history takes, and what it adds to the functions that do without it. Needs PostgreSQL. */
export async function migrations(): Promise<Report> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-migrations-"));
  const server = await startPostgres();
  try {
    const given = await makeHistory(server.address, MIGRATIONS);
    const program = path.join(folder, "measure-check.mjs");
    await build({
      ...BUNDLE_OPTIONS,
      entryPoints: [path.join(import.meta.dirname, "measure-check.ts")],
      outfile: program,
      format: "esm",
      supported: {},
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    });
    console.error(`${PROCESSES} processes, each with two checks of ${MIGRATIONS} migrations over TLS`);
    const measured: MeasuredCheck[] = [];
    for (let run = 0; run < PROCESSES; run += 1) measured.push(await measure(program, given));
    const wrong = measured.find(({ verdict }) => verdict !== "passed");
    if (wrong) throw new Error(`Expected the check to pass, observed ${wrong.verdict}`);
    const connection = median(measured.map((each) => each.connection));
    const what = `a check of ${MIGRATIONS} migrations`;
    return {
      bench: "migrations",
      figures: [
        shown("a connection with TLS and login", connection, "ms"),
        atMost(
          GOAL_MS,
          `${what}, in a process that starts cold, beyond that`,
          median(measured.map(({ first }) => first)) - connection,
          "ms",
        ),
        atMost(
          GOAL_MS,
          `${what}, once more, beyond that`,
          median(measured.map(({ second }) => second)) - connection,
          "ms",
        ),
        ...(await bytesOfMigrations()).map(({ name, bytes }) =>
          name === "before-install"
            ? shown(`${name}: bytes of it`, bytes / 1000, "kB")
            : atMost(0, `${name}: bytes of it`, bytes / 1000, "kB"),
        ),
      ],
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

async function measure(program: string, given: MeasuredCase): Promise<MeasuredCheck> {
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(given));
  return JSON.parse(await text(child.stdout)) as MeasuredCheck;
}
