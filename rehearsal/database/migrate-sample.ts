import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Fault } from "../fault.ts";
import { RehearsalError } from "../rehearsal-error.ts";
import type { ReleaseMigrations } from "./sample-migrations.ts";

const MIGRATE = fileURLToPath(new URL("../sample/migrate.ts", import.meta.url));

/** Applies to the sample's database what its pipeline applied before the deployment: at blue's release, and then at green's. */
export async function migrateSample(
  databaseUrl: string,
  folders: ReleaseMigrations,
  fault: Fault["kind"] | undefined,
  hostEnvironment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const env = { ...hostEnvironment, DATABASE_URL: databaseUrl };
  const migrate = async (folder: string): Promise<void> => {
    await promisify(execFile)(process.execPath, [MIGRATE, folder], { env, signal });
  };
  await migrate(folders.blue);
  if (fault === "pending-migration") return;
  if (fault !== "failed-migration") return migrate(folders.green);
  try {
    await migrate(folders.green);
  } catch (error) {
    // Nobody looks at it, as in a pipeline whose step may fail.
    if (error instanceof Error && "code" in error && error.code === 1) return;
    throw error;
  }
  throw new RehearsalError("The migration of the sample that was to fail was applied");
}
