/** How long a session may take, in milliseconds, and how much it may be told. */
export interface SessionLimits {
  /** From the first packet until it can be asked: connection, TLS and login. */
  readonly connect: number;
  /** For each statement, by the server's clock. */
  readonly statement: number;
  /** For each wait for a lock, by the server's clock. MySQL counts in whole seconds. */
  readonly lock: number;
  /** For each answer, by the clock here. More than `statement`, so that a server which works says so itself. */
  readonly answer: number;
  /** Of everything that the server sends. */
  readonly bytes: number;
}

export const DEFAULT_LIMITS: SessionLimits = {
  connect: 3_000,
  statement: 5_000,
  lock: 1_000,
  answer: 6_000,
  bytes: 64 * 1024 * 1024,
};
