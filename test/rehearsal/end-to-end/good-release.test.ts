import { expect, test } from "vitest";
import { HOOK_EVENTS } from "../../../shared/deployment/lifecycle-event.ts";
import { rehearseForResult } from "./run-rehearsal.ts";

const LIMIT = { timeout: 150_000 };

test("a good release passes all five hooks, each of which reports exactly once", LIMIT, async () => {
  const { exitCode, result } = await rehearseForResult([]);

  expect(result.hooks.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
  expect(exitCode).toBe(0);
  expect(result.deployment).toMatchObject({ status: "Succeeded", errorInformation: null });
  expect(result.lifecycleEvents.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => "Succeeded"));
  expect(result.hooks.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(HOOK_EVENTS);
  expect(result.statusReports).toEqual(
    HOOK_EVENTS.map((lifecycleEvent) => ({ lifecycleEvent, status: "Succeeded", accepted: true })),
  );
  expect(result.rollback).toBeNull();
  const { requests, answeredByBlue, answeredByGreen, errors } = result.customers;
  expect(errors).toBe(0);
  expect(answeredByBlue).toBeGreaterThan(0);
  expect(answeredByGreen).toBeGreaterThan(0);
  expect(answeredByBlue + answeredByGreen).toBe(requests);
});

test("a service that nobody here wrote passes on its health check alone", LIMIT, async () => {
  // Binds the port on every address, as many programs do, and knows no /health.
  const program =
    "require('http').createServer((q, s) => { s.statusCode = q.url === '/' ? 200 : 404; s.end('hi') }).listen(process.env.PORT)";
  const { exitCode, result } = await rehearseForResult([
    "--green",
    `'${process.execPath}' -e "${program}"`,
    "--tasks",
    "2",
  ]);

  expect(result.hooks.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
  expect(exitCode).toBe(0);
  expect(result.hooks[0]?.checks.find(({ name }) => name === "migrations-are-applied")?.reason).toContain(
    "Not applicable",
  );
  expect(result.customers).toMatchObject({ errors: 0 });
});

test("a migration command that fails stops a service of one's own", LIMIT, async () => {
  const program = "require('http').createServer((q, s) => s.end('hi')).listen(process.env.PORT, process.env.HOST)";
  const own = `'${process.execPath}' -e "${program}"`;
  const { exitCode, result } = await rehearseForResult([
    "--blue",
    own,
    "--green",
    own,
    "--migrations",
    "echo 2 pending; exit 3",
  ]);

  expect(exitCode).toBe(1);
  expect(result.hooks).toHaveLength(1);
  expect(result.hooks[0]?.reason).toMatch(/ended with exit code 3: expected exit code 0.*2 pending/s);
});
