type Take = (reason: unknown) => boolean;

/** Those of all flows that are running: a process has one place only where such rejections are told. */
const guards = new Set<Take>();
let setAside: readonly NodeJS.UnhandledRejectionListener[] = [];

/**
 * For as long as it stands, a rejection of a flow that nobody awaits is the flow's, and does not end the process: in
 * `const a = first(); const b = second(); await a; await b`, nobody awaits `b` where `a` rejects. Whatever belongs to no flow
 * is told to who listened before, or ends the process as it would have.
 */
export class RejectionGuard implements Disposable {
  readonly #take: Take;

  /** @param take whether the rejection that is being told belongs to the flow, which then keeps it in mind */
  constructor(take: Take) {
    this.#take = take;
    if (guards.size === 0) {
      // Others would end the process, as the runtime of Lambda does: a listener cannot keep a rejection from the next one.
      setAside = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
      process.removeAllListeners("unhandledRejection");
      process.on("unhandledRejection", tell);
    }
    guards.add(take);
  }

  [Symbol.dispose](): void {
    guards.delete(this.#take);
    if (guards.size > 0) return;
    process.removeListener("unhandledRejection", tell);
    for (const listener of setAside) process.on("unhandledRejection", listener);
    setAside = [];
  }
}

function tell(reason: unknown, promise: Promise<unknown>): void {
  for (const take of guards) if (take(reason)) return;
  if (setAside.length === 0) throw reason;
  for (const listener of setAside) listener.call(process, reason, promise);
}
