import { codeMigration } from "../code-migration.ts";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import type { FolderFile } from "../read-file.ts";

/** db-migrate records a name behind its scope, which is empty, and a slash. Beside the code there may be a folder of SQL. */
export const dbMigrateFolder: MigrationFolder = {
  tool: "db-migrate",
  expects: "the folder of *.js files that `db-migrate create` writes",
  async read(path, _engine, signal) {
    const files = await listFiles(
      path,
      {
        wanted: (file) => /^[^/.][^/]*\.[cm]?[jt]s$|^sqls\/.*-up\.sql$/.test(file),
        enters: (folder) => folder === "sqls",
      },
      signal,
    );
    const sqls = new Map(files.filter((file) => file.path.startsWith("sqls/")).map((file) => [file.path, file]));
    const scripts = files.filter((file) => !sqls.has(file.path) && !/\.d\.[cm]?ts$/.test(file.path));
    const problems = scripts
      .filter((script) => nameOf(script.path) === undefined)
      .map((script) => ({ file: script.path, problem: "expected a name of 14 digits, a dash and a title" }));
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return scripts.map((script) => readMigration(script, nameOf(script.path) ?? "", sqls));
  },
};

const nameOf = (path: string) => /\d{14}-[^.]+/.exec(path)?.[0];

function readMigration(script: FolderFile, name: string, sqls: ReadonlyMap<string, FolderFile>): FolderMigration {
  const sql = sqls.get(`sqls/${name}-up.sql`);
  if (sql === undefined || !onlyRunsItsSql(script.text, name)) return codeMigration(`/${name}`, script);
  const source = cutPart(sql.text);
  return { id: `/${name}`, file: sql.path, source, sql: [source] };
}

/** Whether `up` is what `db-migrate create --sql-file` wrote: it reads its own file of SQL, and asks nothing else of the database. */
function onlyRunsItsSql(code: string, name: string): boolean {
  const [, after, more] = code.split(/^exports\.up\s*=/m);
  const up = after?.split(/^exports\.down\s*=/m)[0];
  if (up === undefined || more !== undefined || !up.includes(`${name}-up.sql`)) return false;
  const parameter = /^\s*(?:async\s+)?function\s*\w*\s*\(\s*(\w+)/.exec(up)?.[1];
  const uses = [...up.matchAll(new RegExp(`\\b${parameter}\\b`, "g"))];
  return (
    parameter !== undefined && uses.length === 2 && new RegExp(`\\b${parameter}\\.runSql\\(\\s*data\\s*[,)]`).test(up)
  );
}
