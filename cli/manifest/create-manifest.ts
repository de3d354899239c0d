import { stat } from "node:fs/promises";
import path from "node:path";
import { classifyMigration } from "../compatibility/classify-migration.ts";
import { ManifestError } from "../../shared/migrations/manifest/manifest-error.ts";
import type { Manifest, ManifestMigration } from "../../shared/migrations/manifest/manifest.ts";
import { parseManifest } from "../../shared/migrations/manifest/parse-manifest.ts";
import type { Engine, Tool } from "../../shared/migrations/tool.ts";
import { FOLDERS } from "./folders.ts";
import { MigrationFolderError, type FolderProblem } from "./migration-folder-error.ts";
import type { FolderMigration } from "./migration-folder.ts";

/** A project whose migrations are to be made known. */
export interface ManifestRequest {
  readonly tool: Tool;
  /** The project's folder of migrations, or the file that its tool begins with. */
  readonly path: string;
  readonly engine: Engine;
  /** The release that the manifest is made for, which a later `safe-after:` is compared with. */
  readonly release?: string;
  /** The history table, where it has not the tool's own name. */
  readonly table?: Manifest["table"];
}

/**
 * Reads a project's migrations and says of each whether the version before it survives it.
 * @throws {MigrationFolderError} for a folder that the tool could not read either, and for wrong declarations
 * @throws {ManifestError} for a folder without migrations, and for two of the same name
 */
export async function createManifest(request: ManifestRequest, signal: AbortSignal): Promise<Manifest> {
  const { tool, engine, release, table } = request;
  const folder = FOLDERS[tool];
  const found = await folder.read(request.path, engine, signal);
  if (found.length === 0) {
    throw new ManifestError(`${request.path}: expected ${folder.expects}, found no migration in it`);
  }
  const base = await folderOf(request.path);
  const migrations: ManifestMigration[] = [];
  const problems: FolderProblem[] = [];
  for (const migration of found) {
    signal.throwIfAborted();
    try {
      migrations.push(await describe(migration, engine, base));
    } catch (error) {
      if (!(error instanceof MigrationFolderError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new MigrationFolderError(request.path, problems);
  const manifest = {
    version: 1,
    tool,
    engine,
    ...(release !== undefined && { release }),
    ...(table !== undefined && { table }),
    migrations,
  };
  // As the hook will read it.
  return parseManifest(JSON.stringify(manifest), request.path);
}

async function describe(migration: FolderMigration, engine: Engine, base: string): Promise<ManifestMigration> {
  const { source: _source, sql: _sql, file, ...known } = migration;
  const compatibility = await classifyMigration(migration, engine);
  return { ...known, file: path.posix.join(base, file), compatibility };
}

/** What names in the manifest begin with: where the files are, for somebody who stands where the command was run. */
async function folderOf(given: string): Promise<string> {
  const absolute = path.resolve(given);
  const folder = (await stat(absolute)).isDirectory() ? absolute : path.dirname(absolute);
  const relative = path.relative(process.cwd(), folder);
  return (relative.startsWith("..") ? path.basename(folder) : relative).split(path.sep).join("/");
}
