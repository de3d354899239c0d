import { findTestListener } from "./find-test-listener.ts";
import { report, type HookPayload } from "./report.ts";

const PATIENCE_MS = 5_000;

/** One GET of the health check's path through the test listener: 200 is good. */
export async function handler(payload: HookPayload): Promise<void> {
  await report(payload, async () => {
    const url = `${await findTestListener(payload.DeploymentId)}/health`;
    const { status } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return status === 200;
  });
}
