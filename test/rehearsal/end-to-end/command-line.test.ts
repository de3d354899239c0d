import { createServer } from "node:net";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { startRehearsal } from "./run-rehearsal.ts";

describe("bad usage ends with 2, and says what was expected", () => {
  test.for([
    { args: ["--green-fault", "slow"], says: "error-rate=RATE" },
    { args: ["--green-fault", "error-rate=2"], says: "error-rate=RATE" },
    { args: ["--tasks", "0"], says: "a whole number from 1 to 50" },
    { args: ["--time-scale", "fast"], says: "a number from 1 to 600" },
    { args: ["--gren", "nginx"], says: "--gren" },
    { args: ["surplus"], says: "too many arguments" },
    { args: ["--hold", "Install", "--serve", "4566"], says: "AfterAllowTestTraffic" },
    { args: ["--hold", "AfterInstall"], says: "--serve PORT" },
    { args: ["--green", "x", "--green-fault", "crash"], says: "expected the sample service" },
    { args: ["--green-fault", "pending-migration", "--migrations", "true"], says: "leave out --migrations" },
    { args: ["--health-path", "health"], says: 'begins with "/"' },
  ])("$args", { timeout: 20_000 }, async ({ args, says }) => {
    const { exitCode, stdout, stderr } = await startRehearsal(args).ended;
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });
});

test("help ends with 0 and names every option", { timeout: 20_000 }, async () => {
  const { exitCode, stdout } = await startRehearsal(["--help"]).ended;
  expect(exitCode).toBe(0);
  for (const option of ["green-fault", "tasks", "blue", "green", "migrations", "time-scale", "json", "serve", "hold"]) {
    expect(stdout).toContain(`--${option}`);
  }
});

test("a rehearsal that cannot run ends with 3 and says why", { timeout: 30_000 }, async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const [onTakenPort, withDeadBlue] = await Promise.all([
    startRehearsal(["--serve", port]).ended,
    startRehearsal(["--green", "echo no such module; exit 7"]).ended,
  ]);
  taken.close();
  expect(onTakenPort).toMatchObject({ exitCode: 3, stdout: expect.not.stringContaining("Deployment") });
  expect(onTakenPort.stderr).toContain(port);
  expect(withDeadBlue.exitCode).toBe(3);
  expect(withDeadBlue.stderr).toMatch(/exit code 7.*no such module/s);
});

test.for(["SIGINT", "SIGTERM"] as const)("%s leaves no process behind", { timeout: 30_000 }, async (signal) => {
  const rehearsal = startRehearsal([]);
  await rehearsal.saying("Install                Succeeded");
  expect((await rehearsal.processes()).length).toBeGreaterThan(6);
  rehearsal.kill(signal);
  const { exitCode, stderr } = await rehearsal.ended;
  expect(stderr).toContain(`interrupted by ${signal}`);
  expect(exitCode).toBe(130);
  expect(await rehearsal.processes()).toEqual([]);
});
