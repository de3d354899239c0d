import type { Phase } from "./phases.ts";

/** A probe's time was up, or that of one of its phases. */
export class PhaseTimeout extends Error {
  override readonly name = "PhaseTimeout";
  /** What was being waited for. */
  readonly phase: Phase;
  readonly afterMs: number;

  constructor(phase: Phase, afterMs: number) {
    super(`no end of phase ${phase} in ${afterMs} ms`);
    this.phase = phase;
    this.afterMs = afterMs;
  }
}
