/** How a wait may end before its time. */
export interface WaitEnding {
  readonly milliseconds: number;
  readonly late: () => Error;
  /** Called once, with what the wait ends with, when it ends before the work does. */
  readonly stop: (error: Error) => void;
}

/**
 * Waits for work no longer than it may take, and no longer than the caller waits.
 * @throws what the work throws, `late()`, or the signal's reason
 */
export async function within<T>(
  work: () => Promise<T>,
  { milliseconds, late, stop }: WaitEnding,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  const ended = Promise.withResolvers<never>();
  const end = (error: unknown): void => {
    // First: stopping makes the work fail of something else.
    ended.reject(error);
    stop(error instanceof Error ? error : new Error("aborted", { cause: error }));
  };
  const onAbort = (): void => end(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => end(late()), milliseconds);
  const working = work();
  // It fails after the wait is over, when nobody listens any more.
  working.catch(() => undefined);
  try {
    return await Promise.race([ended.promise, working]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}
