import { setTimeout as sleep } from "node:timers/promises";

/**
 * Deployment time, which passes `scale` times as fast as the wall clock. Only waiting is scaled (the hour that CodeDeploy
 * gives a hook, the interval between health checks, the termination wait); work is not: a request, a function and their
 * time-outs take the time they take, or a fast clock would fail what a real deployment passes.
 */
export interface DeploymentClock {
  /** Seconds of deployment time in one second of wall time. */
  readonly scale: number;
  /** Wall milliseconds that `seconds` of deployment time take. */
  wallMs(seconds: number): number;
  /** Waits `seconds` of deployment time; rejects with the signal's reason when it is aborted. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
}

/** @param scale seconds of deployment time a second; a finite number above 0. */
export function createDeploymentClock(scale: number): DeploymentClock {
  const wallMs = (seconds: number): number => (seconds * 1000) / scale;
  return {
    scale,
    wallMs,
    wait: async (seconds, signal) => {
      await sleep(wallMs(seconds), undefined, { signal });
    },
  };
}
