import { expect, test } from "vitest";
import { guardAgainstCrashes } from "../../../shared/hook/crash-guard.ts";

const CRASHES = ["uncaughtException", "unhandledRejection"] as const;

test("an error in a timer is caught, not the end of the process", async () => {
  using guard = guardAgainstCrashes();
  const error = new Error("in a timer");
  setImmediate(() => {
    throw error;
  });
  expect(await guard.crashed).toEqual({ error });
});

test.for<[string, unknown]>([
  ["an error", new Error("let go")],
  ["a string", "let go"],
  ["nothing", undefined],
])("a rejection with %s that nobody waits for is caught", async ([, reason]) => {
  using guard = guardAgainstCrashes();
  void Promise.reject(reason);
  expect(await guard.crashed).toEqual({ error: reason });
});

test("a promise that is thrown is a crash, not something to wait for", async () => {
  using guard = guardAgainstCrashes();
  const never = new Promise(() => undefined);
  setImmediate(() => {
    // oxlint-disable-next-line only-throw-error -- what others throw is not ours to choose
    throw never;
  });
  expect((await guard.crashed).error).toBe(never);
});

test("listeners that were there come back as they were, those for one time too", () => {
  const emitter: NodeJS.EventEmitter = process;
  const once = (): void => undefined;
  for (const name of CRASHES) emitter.once(name, once);
  const before = CRASHES.map((name) => emitter.rawListeners(name));
  try {
    {
      using _guard = guardAgainstCrashes();
      for (const name of CRASHES) expect(emitter.listenerCount(name)).toBe(1);
    }
    expect(CRASHES.map((name) => emitter.rawListeners(name))).toEqual(before);
  } finally {
    for (const name of CRASHES) emitter.removeListener(name, once);
  }
});
