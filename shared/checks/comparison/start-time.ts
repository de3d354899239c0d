/** Time that runs. */
export interface RunningTime {
  /** Aborted when it is up. */
  readonly signal: AbortSignal;
  /** Ends it without that. */
  readonly stop: () => void;
}

/** It is up after `ms` milliseconds, or after `longestMs` where that is longer and `isForLonger` by then. */
export function startTime(ms: number, longestMs: number, isForLonger: () => boolean): RunningTime {
  const time = new AbortController();
  const up = (): void => time.abort(new Error("the time for comparing was up"));
  let timer = setTimeout(
    () => {
      if (longestMs > ms && isForLonger()) timer = setTimeout(up, Math.max(0, longestMs - Math.max(0, ms)));
      else up();
    },
    Math.max(0, ms),
  );
  return { signal: time.signal, stop: () => clearTimeout(timer) };
}
