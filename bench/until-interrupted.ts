import { once } from "node:events";

/** Does work that takes everything down when its signal is aborted, which the first SIGINT, SIGTERM or SIGHUP does. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interruption = new AbortController();
  const ended = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    once(process, name, { signal: ended.signal }).then(
      () => interruption.abort(new Error(`interrupted by ${name}`)),
      () => undefined,
    );
  }
  try {
    return await work(interruption.signal);
  } finally {
    ended.abort();
  }
}
