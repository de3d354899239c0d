import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Whether the machine has the AWS CLI; where it has not, that is said.
 * @param what has then not been tried: `the rehearsal`
 */
export function findAwsCli(what: string): boolean {
  const isThere = spawnSync("aws", ["--version"]).status === 0;
  if (!isThere) {
    console.warn(`\n!!! SKIPPED: no \`aws\` on the PATH, so nothing here has tried ${what} with the AWS CLI. !!!\n`);
  }
  return isThere;
}

/** Runs the AWS CLI against an endpoint, with credentials that are nobody's: gives what it prints. */
export function awsCliFor(endpoint: string): (...words: readonly string[]) => Promise<string> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "x",
    AWS_SECRET_ACCESS_KEY: "x",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  return async (...words) => (await run("aws", words, { env })).stdout;
}
