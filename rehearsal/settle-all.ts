/**
 * Waits for all of them, and only then rejects with what the first that rejected did: nothing is still at work behind the
 * back of whoever cleans up.
 */
export async function settleAll<const T extends readonly unknown[]>(work: {
  readonly [K in keyof T]: Promise<T[K]>;
}): Promise<T> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
