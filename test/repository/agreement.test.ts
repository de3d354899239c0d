import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readServerlessFile } from "../../rehearsal/serverless-file.ts";
import { HOOK_EVENTS } from "../../shared/deployment/lifecycle-event.ts";
import { readSourceFiles, ROOT } from "./source-files.ts";

/** `AfterAllowTestTraffic` is the function `after-allow-test-traffic`. */
const FUNCTION_NAMES = HOOK_EVENTS.map((event) =>
  event.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
);

function namesIn(glob: string): readonly string[] {
  return globSync(glob, { cwd: ROOT }).map((file) => path.parse(file).name);
}

test("every lifecycle event has a function, and no other function is there", () => {
  expect(namesIn("functions/*").toSorted()).toEqual(FUNCTION_NAMES.toSorted());
});

test("every function has a sample event, and one sample is malformed", () => {
  expect(namesIn("events/*").toSorted()).toEqual([...FUNCTION_NAMES, "malformed"].toSorted());
});

test("serverless.yml deploys every function under its own name and calls it in the order of the lifecycle", async () => {
  const functions = await readServerlessFile(path.join(ROOT, "serverless.yml"));
  expect(functions.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(HOOK_EVENTS);
  expect(functions.map(({ handler }) => handler)).toEqual(FUNCTION_NAMES.map((name) => `${name}/index.handler`));
  for (const [index, { functionName }] of functions.entries()) {
    expect(functionName).toMatch(/^CodeDeployHook_[\w-]+$/);
    expect(functionName.length).toBeLessThanOrEqual(64);
    expect(functionName.endsWith(`-${FUNCTION_NAMES[index]}`)).toBe(true);
  }
});

test("a function is not invoked a second time by Lambda itself, after it has reported", async () => {
  const functions = await readServerlessFile(path.join(ROOT, "serverless.yml"));
  expect(functions.map(({ maximumRetryAttempts }) => maximumRetryAttempts)).toEqual(HOOK_EVENTS.map(() => 0));
});

test.for(HOOK_EVENTS.map((event, index) => [FUNCTION_NAMES[index], event] as const))(
  "functions/%s.ts names %s and its checks, and decides nothing itself",
  ([name, event]) => {
    const [source] = readSourceFiles(`functions/${name}.ts`);
    expect(source?.code).toContain(`lifecycleEvent: "${event}"`);
    expect(source?.code).not.toMatch(/\b(?:if|try|new|switch|for|while)\b/);
  },
);

test.for(FUNCTION_NAMES)("events/%s.json is what CodeDeploy sends", (name) => {
  const event: unknown = JSON.parse(readFileSync(path.join(ROOT, "events", `${name}.json`), "utf8"));
  expect(event).toEqual({
    DeploymentId: expect.stringMatching(/^d-[A-Z0-9]{9}$/),
    LifecycleEventHookExecutionId: expect.stringMatching(/^[A-Za-z0-9+/]{300,}={0,2}$/),
  });
  const { LifecycleEventHookExecutionId: id } = event as { LifecycleEventHookExecutionId: string };
  expect(Buffer.from(id, "base64").toString()).toMatch(/^\{"encryptedData":/);
});

test.for(HOOK_EVENTS.map((event, index) => [event, FUNCTION_NAMES[index]] as const))(
  "the README has a row for %s with the function %s",
  ([event, name]) => {
    const rows = readFileSync(path.join(ROOT, "README.md"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(
      rows.some((row) => new RegExp(`\\b${event}\\b`).test(row) && new RegExp(`(?<![\\w-])${name}\\b`).test(row)),
    ).toBe(true);
  },
);
