import { afterEach, beforeEach } from "vitest";

const CRASHES = ["uncaughtException", "unhandledRejection"] as const;

/**
 * Puts the process's crash listeners back after each test: invocations that overlap here are processes of their own on AWS,
 * and the guard of one knows nothing of another's.
 */
export function guardProcess(): void {
  const emitter: NodeJS.EventEmitter = process;
  let before: (readonly [string, ((...args: unknown[]) => void)[]])[] = [];
  beforeEach(() => {
    before = CRASHES.map((name) => [name, emitter.rawListeners(name) as ((...args: unknown[]) => void)[]] as const);
  });
  afterEach(() => {
    for (const [name, listeners] of before) {
      emitter.removeAllListeners(name);
      for (const listener of listeners) emitter.on(name, listener);
    }
  });
}
