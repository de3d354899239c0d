import { setTimeout as sleep } from "node:timers/promises";
import { findTestListener } from "./find-test-listener.ts";
import { report, type HookPayload } from "./report.ts";

const TRIES = 10;
const PATIENCE_MS = 2_000;
const PAUSE_MS = 500;

/** The loop of many a tutorial: the health check's path through the test listener, until one of ten answers is a 200. */
export async function handler(payload: HookPayload): Promise<void> {
  await report(payload, async () => {
    const url = `${await findTestListener(payload.DeploymentId)}/health`;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      if (await answersWell(url)) return true;
      await sleep(PAUSE_MS);
    }
    return false;
  });
}

async function answersWell(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return status === 200;
  } catch {
    return false;
  }
}
