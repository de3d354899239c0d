/** Errors that no promise of ours leads to: thrown in a timer or an event listener, or rejected where nobody looks. */
const CRASHES = ["uncaughtException", "unhandledRejection"] as const;

/** Resolves with what would have crashed the process. */
export interface CrashGuard extends Disposable {
  /** In an object, because a promise may be thrown too, and would be waited for. */
  readonly crashed: Promise<{ readonly error: unknown }>;
}

/**
 * Takes the place of every crash listener until it is disposed of. Lambda's runtime has listeners of its own, which end the
 * process before anything is reported; while a hook runs, reporting comes first.
 */
export function guardAgainstCrashes(): CrashGuard {
  const { promise, resolve } = Promise.withResolvers<{ readonly error: unknown }>();
  const onCrash = (error: unknown): void => resolve({ error });
  const emitter: NodeJS.EventEmitter = process;
  const displaced = CRASHES.map((name) => {
    // Raw: a listener for one time must stay one when it is put back.
    const listeners = emitter.rawListeners(name) as ((...args: unknown[]) => void)[];
    emitter.removeAllListeners(name);
    emitter.on(name, onCrash);
    return { name, listeners };
  });
  return {
    crashed: promise,
    [Symbol.dispose]: () => {
      for (const { name, listeners } of displaced) {
        emitter.removeListener(name, onCrash);
        for (const listener of listeners) emitter.on(name, listener);
      }
    },
  };
}
