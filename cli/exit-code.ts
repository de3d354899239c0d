/** How the `hooks` command ends. */
export const EXIT = {
  /** What was asked for was done; of a check: green may come. */
  ready: 0,
  /** Something else than these went wrong: a folder that cannot be read, a file that cannot be written. */
  failed: 1,
  usage: 2,
  /** Migrations are pending, and nothing else is wrong. */
  pending: 10,
  /** A migration failed, or the database differs from what green expects, or blue would not survive. */
  notReady: 20,
  /** Nobody could look, or nobody could decide. */
  couldNotTell: 30,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
