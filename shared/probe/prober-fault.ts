import type { ErrorOutcome } from "./outcome.ts";

/** No answer came, and that says nothing of the peer: the prober's own fault, or that of the way to it. */
export class ProberFault extends Error {
  override readonly name = "ProberFault";
  readonly where: ErrorOutcome["where"];
  /** What a person should look at. */
  readonly likelyCause: string;

  /** @param observed what happened, escaped and cut */
  constructor(where: ErrorOutcome["where"], observed: string, likelyCause: string, options?: ErrorOptions) {
    super(observed, options);
    this.where = where;
    this.likelyCause = likelyCause;
  }
}
