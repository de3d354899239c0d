import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TOOLS_FOLDER } from "../support/install-tools.ts";

/** A folder for one project after another, with the tools that npm brought in its `node_modules`. */
export interface ProjectFolder extends AsyncDisposable {
  /** Writes the files, in a folder of their own. */
  readonly write: (files: Readonly<Record<string, string>>) => Promise<string>;
}

export async function makeProjectFolder(name: string): Promise<ProjectFolder> {
  const root = await mkdtemp(join(tmpdir(), `${name}-`));
  let written = 0;
  return {
    write: async (files) => {
      const folder = join(root, String((written += 1)));
      for (const [name, text] of Object.entries(files)) {
        const file = join(folder, name);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        if (text.startsWith("#!")) await chmod(file, 0o755);
      }
      await symlink(join(TOOLS_FOLDER, "node_modules"), join(folder, "node_modules"));
      return folder;
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
