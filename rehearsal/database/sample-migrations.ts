import { copyFile, mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "../fault.ts";

/** The folder of migrations that each release's image has. */
export interface ReleaseMigrations {
  readonly blue: string;
  readonly green: string;
}

const SAMPLE = fileURLToPath(new URL("../sample/", import.meta.url));

/** Green's last migration, where it is a bad one: the folder that it is in. */
const BAD: Partial<Record<Fault["kind"], string>> = { "failed-migration": "failing", "contract-migration": "contract" };

/** Makes the folders as they are at each release's commit: green's has a migration more than blue's, or one more still. */
export async function layOutMigrations(folder: string, fault: Fault["kind"] | undefined): Promise<ReleaseMigrations> {
  const migrations = await filesOf("migrations");
  const bad = fault === undefined ? undefined : BAD[fault];
  const [blue, green] = await Promise.all([
    copyInto(join(folder, "blue", "migrations"), migrations.slice(0, -1)),
    copyInto(join(folder, "green", "migrations"), [...migrations, ...(bad === undefined ? [] : await filesOf(bad))]),
  ]);
  return { blue, green };
}

/** In the order of the times that their names begin with. */
async function filesOf(name: string): Promise<readonly string[]> {
  const folder = join(SAMPLE, name);
  const names = await readdir(folder);
  return names.toSorted().map((each) => join(folder, each));
}

async function copyInto(folder: string, files: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map((file) => copyFile(file, join(folder, basename(file)))));
  return folder;
}
