import { readFile } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import type { DatabaseSettings } from "./database-settings.ts";

/**
 * Where Lambda's runtimes for Node.js keep Amazon's authorities, those of RDS among them; since Node.js 20 they are not
 * loaded by themselves (AWS Lambda Developer Guide, "Building Lambda functions with Node.js", "CA certificate loading").
 */
export const LAMBDA_AUTHORITIES = "/var/runtime/ca-cert.pem";

const RDS_HOST = /\.rds\.amazonaws\.com(\.cn)?$/i;

/**
 * The certificates of those who may vouch for the server; undefined for those that Node knows.
 * @param authoritiesFile with the authorities of Amazon RDS. Outside of Lambda there is none: then Node's own must do
 */
export async function trustedAuthorities(
  { host, tls }: Pick<DatabaseSettings, "host" | "tls">,
  authoritiesFile: string = LAMBDA_AUTHORITIES,
): Promise<string[] | undefined> {
  if (tls !== false && tls.ca !== undefined) return [tls.ca];
  if (!RDS_HOST.test(host)) return undefined;
  try {
    return [...rootCertificates, await readFile(authoritiesFile, "utf8")];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
