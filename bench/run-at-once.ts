/**
 * Has so many workers take from `waiting` until nothing is left.
 * @throws what the first of them to fail threw, once all have ended: nothing that was started is left then
 */
export async function runAtOnce<T>(
  atOnce: number,
  waiting: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = waiting[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
  };
  const workers = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = workers.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
