/**
 * A time-out that is fair to the peer: before it counts, what has come meanwhile is read. A process that was busy sees its
 * timers before its sockets, and would take its own delay for the peer's.
 */
export class Deadline {
  readonly #timer: NodeJS.Timeout;
  #turn: NodeJS.Immediate | undefined;

  /** @param onOver is told how many milliseconds later than due it was */
  constructor(afterMs: number, onOver: (lateMs: number) => void) {
    const due = performance.now() + afterMs;
    this.#timer = setTimeout(() => {
      const lateMs = performance.now() - due;
      this.#turn = setImmediate(onOver, lateMs);
    }, afterMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
  }
}
