import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const MIGRATE = fileURLToPath(new URL("./sample/migrate.ts", import.meta.url));
const LAST_OF_BLUE = "0001_orders.sql";

/**
 * Makes the sample's database, with what its pipeline applied before the deployment.
 * @param pending true where green's own migration was forgotten
 */
export async function migrateSample(
  database: string,
  pending: boolean,
  hostEnvironment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const env = { ...hostEnvironment, DATABASE: database };
  const last = pending ? [LAST_OF_BLUE] : [];
  await promisify(execFile)(process.execPath, [MIGRATE, "up", ...last], { env, signal });
}
