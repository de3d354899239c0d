import { join } from "node:path";
import { createManifest } from "../../../cli/manifest/create-manifest.ts";
import type { DatabaseSettings } from "../../../shared/migrations/database/database-settings.ts";
import { openSession } from "../../../shared/migrations/database/open-session.ts";
import { readHistory } from "../../../shared/migrations/database/read-history.ts";
import type { History } from "../../../shared/migrations/history/history.ts";
import { READERS } from "../../../shared/migrations/history/readers.ts";
import { mergeManifests } from "../../../shared/migrations/manifest/merge-manifests.ts";
import type { Manifest } from "../../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../../shared/migrations/tool.ts";
import { judgeHistory } from "../../../shared/migrations/verdict/judge-history.ts";
import type { MigrationFinding } from "../../../shared/migrations/verdict/migration-finding.ts";
import { DEFAULT_POLICIES } from "../../../shared/migrations/verdict/policies.ts";
import { createDatabase } from "../support/create-database.ts";
import { runProgram, type ProgramRun } from "../support/run-program.ts";
import type { TestDatabase } from "../support/test-database.ts";
import { makeProjectFolder } from "./project-folder.ts";
import { watchSessions } from "./sessions.ts";
import type { TestMigration } from "./test-migration.ts";
import type { ToolDriver } from "./tool-driver.ts";

/** What the check makes of a database, for a green with a certain project. */
export interface Look {
  readonly expected: Manifest;
  readonly observed: History;
  readonly findings: readonly MigrationFinding[];
}

/** A database, and one project after another of a tool that is run on it. */
export interface ToolCase extends AsyncDisposable {
  readonly database: TestDatabase;
  /** Runs the tool, in a project that has these migrations. */
  readonly up: (migrations: readonly TestMigration[]) => Promise<ProgramRun>;
  /** The same, until it is in a statement with these words, for as long as `work` takes; then it is killed with SIGKILL. */
  readonly upInto: <T>(migrations: readonly TestMigration[], words: string, work: () => Promise<T>) => Promise<T>;
  /**
   * Makes a manifest of a project that has these migrations, and judges the database by it as a user who may only read.
   * @param served those of the release that serves; without them, it carries no manifest
   */
  readonly look: (migrations: readonly TestMigration[], served?: readonly TestMigration[]) => Promise<Look>;
}

const TIMEOUT_MS = 20_000;

export async function makeToolCase(driver: ToolDriver, engine: Engine): Promise<ToolCase> {
  const database = await createDatabase(engine);
  const folder = await makeProjectFolder(driver.name);
  const run = async (migrations: readonly TestMigration[], signal?: AbortSignal): Promise<ProgramRun> => {
    const cwd = await folder.write(driver.files(migrations, database));
    const { file, args, environment = {} } = driver.up(database);
    return runProgram(file, args, { cwd, environment }, signal);
  };
  return {
    database,
    up: (migrations) => run(migrations),
    upInto: async (migrations, words, work) => {
      await using sessions = await watchSessions(database);
      const ending = new AbortController();
      const running = run(migrations, ending.signal);
      const ended = running.then(({ output }) => {
        throw new Error(`${driver.name} ended before it came to ${words}:\n${output}`);
      });
      try {
        return await Promise.race([sessions.awaitStatement(words).then(work), ended]);
      } finally {
        ending.abort();
        await Promise.allSettled([ended]);
        await sessions.end();
      }
    },
    look: async (migrations, served) => {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const table = driver.table?.(database);
      const describe = async (project: readonly TestMigration[]): Promise<Manifest> => {
        const path = join(await folder.write(driver.files(project, database)), driver.path);
        return createManifest({ tool: driver.tool, path, engine, ...(table && { table }) }, signal);
      };
      const expected = await describe(migrations);
      const blue = served && (await describe(served));
      await using session = await openSession(formatSettings(database), {}, signal);
      const reader = READERS[driver.tool];
      const observed = await readHistory(session, reader, mergeManifests(expected, blue), signal);
      const findings = judgeHistory({ expected, blue, observed, reader, policies: DEFAULT_POLICIES, now: new Date() });
      return { expected, observed, findings };
    },
    [Symbol.asyncDispose]: async () => {
      await folder[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

function formatSettings({ engine, host, port, name, reader, certificateAuthority }: TestDatabase): DatabaseSettings {
  return { engine, host, port, database: name, ...reader, tls: { ca: certificateAuthority } };
}
