import { expect, test } from "vitest";
import { startSample } from "./start-sample.ts";

/** What a client sees of an answer: its status and how long its body is, or that it got none. */
async function ask(origin: string, path = "/"): Promise<string> {
  try {
    const answer = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(300) });
    const body = await answer.text();
    return `${answer.status}${body === "" ? " empty" : ""} ${answer.headers.get("x-version") ?? ""}`;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "none in time" : "broken";
  }
}

/** What the first answers at `paths` are, asked one after the other. */
async function askAll(origin: string, paths: readonly string[]): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const path of paths) seen.push(await ask(origin, path));
  return seen;
}

async function firstAnswers(host: string, SEED: string): Promise<readonly string[]> {
  const { origin } = await startSample("error-rate=0.5", { host, SEED });
  return askAll(
    origin,
    Array.from({ length: 40 }, () => "/"),
  );
}

test("tasks err at the same requests where their seeds and the last numbers of their addresses are the same", async () => {
  const [one, again, otherTask, otherSeed] = await Promise.all([
    firstAnswers("127.0.0.1", "7"),
    firstAnswers("127.0.0.1", "7"),
    firstAnswers("127.0.0.2", "7"),
    firstAnswers("127.0.0.1", "8"),
  ]);

  expect(new Set(one)).toEqual(new Set(["200 1.1.0", "500 1.1.0"]));
  expect(again).toEqual(one);
  expect(otherTask).not.toEqual(one);
  expect(otherSeed).not.toEqual(one);
});

test.for([
  ["error-rate=1", ["500 1.1.0", "500 1.1.0"]],
  ["error-rate=1@/checkout", ["200 1.1.0", "500 1.1.0"]],
  ["hang-rate=1@/checkout", ["200 1.1.0", "none in time"]],
  ["reset-rate=1@/checkout", ["200 1.1.0", "broken"]],
  ["malformed-rate=1@/checkout", ["200 1.1.0", "broken"]],
  ["truncated-rate=1@/checkout", ["200 1.1.0", "broken"]],
  ["empty-rate=1@/checkout", ["200 1.1.0", "200 empty 1.1.0"]],
  ["latency=500", ["none in time", "none in time"]],
  ["dead", ["none in time", "none in time"]],
] as const)("with %s, / and /checkout answer %j", async ([fault, answers]) => {
  const { origin } = await startSample(fault);
  expect(await askAll(origin, ["/", "/checkout"])).toEqual(answers);
});

test("an overloaded task errs beyond so many requests a second, at that path alone", async () => {
  const { origin } = await startSample("overload=2@/checkout");
  const answers = await askAll(origin, ["/checkout", "/checkout", "/checkout", "/"]);
  expect(answers).toEqual(["200 1.1.0", "200 1.1.0", "500 1.1.0", "200 1.1.0"]);
});

test("a leak breaks every path after so many requests for one", async () => {
  const { origin } = await startSample("leak=2@/checkout");
  const answers = await askAll(origin, ["/", "/checkout", "/", "/checkout", "/"]);
  expect(answers).toEqual(["200 1.1.0", "200 1.1.0", "200 1.1.0", "500 1.1.0", "500 1.1.0"]);
});

test("a task ends at so many requests for a path", async () => {
  const { origin, exited } = await startSample("crash-on=2@/checkout");
  expect(await askAll(origin, ["/checkout", "/", "/checkout"])).toEqual(["200 1.1.0", "200 1.1.0", "broken"]);
  expect(await exited).toBe(137);
});
