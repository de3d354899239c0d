import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ToolFixture } from "./tool-fixture.ts";

/** A project on disk, until it is disposed of. */
export interface WrittenProject extends AsyncDisposable {
  /** What `hooks manifest` is given. */
  readonly path: string;
  /** Where the files are. */
  readonly folder: string;
}

/** Writes a project's migrations where its tool would look for them. */
export async function writeProject({ path, files }: ToolFixture["folder"]): Promise<WrittenProject> {
  const root = await mkdtemp(join(tmpdir(), "migrations-"));
  // A tool that begins with a file has that file among the others.
  const folder = path in files ? root : join(root, path);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return {
    path: join(root, path),
    folder,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
