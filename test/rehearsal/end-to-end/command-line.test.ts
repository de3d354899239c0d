import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { MAIN, rehearseForResult, startRehearsal } from "./run-rehearsal.ts";

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "command-line-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe("bad usage ends with 2, and says what was expected", () => {
  test.for([
    { args: ["--green-fault", "slow"], says: "error-rate=RATE" },
    { args: ["--green-fault", "error-rate=2"], says: "error-rate=RATE" },
    { args: ["--tasks", "0"], says: "a whole number from 1 to 50" },
    { args: ["--time-scale", "fast"], says: "a number from 1 to 600" },
    { args: ["--customers", "-1"], says: "a whole number from 0 to 500" },
    { args: ["--gren", "nginx"], says: "--gren" },
    { args: ["surplus"], says: "too many arguments" },
    { args: ["--hold", "Install", "--serve", "4566"], says: "AfterAllowTestTraffic" },
    { args: ["--hold", "AfterInstall"], says: "--serve PORT" },
    { args: ["--green", "x", "--green-fault", "crash"], says: "expected the sample service" },
    { args: ["--green-fault", "pending-migration", "--migrations", "true"], says: "leave out --migrations" },
    { args: ["--green-fault", "contract-migration", "--migrations", "none"], says: "leave out --migrations" },
    { args: ["--health-path", "health"], says: 'begins with "/"' },
    { args: ["--health-path", "/ a b"], says: "without spaces" },
    { args: ["--health-path", "/a\nb"], says: "printable ASCII" },
    { args: ["--health-path", "/gesund?größe"], says: "printable ASCII" },
    { args: ["--migrations", ""], says: "expected a command, received none" },
    { args: ["--green", " "], says: "expected a command, received none" },
    { args: ["--blue", ""], says: "expected a command, received none" },
    { args: ["--green-env", "RELEASE"], says: "expected KEY=VALUE" },
    { args: ["--green-env", "1=2"], says: "expected KEY=VALUE" },
    { args: ["--blue-env", "PORT=80"], says: "PORT is set by the rehearsal itself" },
    { args: ["--blue-env", "A=1", "--blue-env", "A=2"], says: "A is set more than once" },
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
  const options = ["green-fault", "tasks", "blue", "green", "blue-env", "green-env", "migrations", "health-path"];
  for (const option of [...options, "customers", "time-scale", "json", "serve", "hold"]) {
    expect(stdout).toContain(`--${option} `);
  }
  expect(stdout).toMatch(/130 .*interrupted/);
});

test("a rehearsal that cannot run ends with 3 and says why", { timeout: 90_000 }, async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const [onTakenPort, withDeadBlue, withBlueThatEnds] = await Promise.all([
    startRehearsal(["--serve", port]).ended,
    startRehearsal(["--green", "echo no such module; exit 7"]).ended,
    startRehearsal(["--green", "echo started in the background", "--health-path", "/"]).ended,
  ]);
  taken.close();
  expect(onTakenPort).toMatchObject({ exitCode: 3, stdout: expect.not.stringContaining("Deployment") });
  expect(onTakenPort.stderr).toContain(port);
  expect(withDeadBlue.exitCode).toBe(3);
  expect(withDeadBlue.stderr).toMatch(/exit code 7.*no such module/s);
  expect(withBlueThatEnds.exitCode).toBe(3);
  expect(withBlueThatEnds.stderr).toMatch(/ended with exit code 0.*stay in the foreground.*started in the background/s);
});

test("a rehearsal whose reader goes away ends with 3, and leaves nothing behind", { timeout: 90_000 }, async () => {
  const folder = await temporaryFolder();
  const rehearsal = startRehearsal([], { environment: { TMPDIR: folder } });
  await rehearsal.saying("Install                Succeeded");
  rehearsal.stopReading();
  const { exitCode, stderr } = await rehearsal.ended;
  expect(stderr).toContain("standard output cannot be written to (EPIPE)");
  expect(exitCode).toBe(3);
  expect(await rehearsal.processes()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test.runIf(process.platform === "linux")(
  "a rehearsal that cannot write for want of room ends with 3, at its beginning, at its end and in its help",
  { timeout: 150_000 },
  async () => {
    const folder = await temporaryFolder();
    const command = ["/bin/sh", "-c", 'exec "$0" "$@" >/dev/full', process.execPath, MAIN] as const;
    const start = (args: readonly string[]) =>
      startRehearsal(args, { command: [...command], environment: { TMPDIR: folder } });
    const runs = [start([]), start(["--json", "--green-fault", "pending-migration"]), start(["--help"])];
    for (const { ended, processes } of runs) {
      expect(await ended).toMatchObject({ exitCode: 3 });
      expect(await processes()).toEqual([]);
    }
    expect(await readdir(folder)).toEqual([]);
  },
);

test("a rehearsal ends with the npm that started it, however that ended", { timeout: 150_000 }, async () => {
  const folder = await temporaryFolder();
  const command = ["npm", "run", "rehearse", "--"] as const;
  const rehearsal = startRehearsal([], { command: [...command], environment: { TMPDIR: folder } });
  await rehearsal.saying("Blue serves");
  rehearsal.kill("SIGKILL");
  await expect.poll(rehearsal.processes, { timeout: 10_000, interval: 50 }).toEqual([]);
  // npm keeps a cache of its own there.
  expect((await readdir(folder)).filter((name) => name.startsWith("rehearsal-"))).toEqual([]);
});

test(
  "a variable of green's task definition is what its tasks and their identity have",
  { timeout: 150_000 },
  async () => {
    const program = "if (!process.env.RELEASE) throw 1; require('http').createServer((q, s) => s.end('hi'))";
    const own = `'${process.execPath}' -e "${program}.listen(process.env.PORT, process.env.HOST)"`;
    // The fastest clock, on which a healthy release must pass as well.
    const variables = ["--blue-env", "RELEASE=1", "--green-env", "RELEASE=2=b", "--time-scale", "600"];
    const [withOwn, ofSample] = await Promise.all([
      rehearseForResult(["--green", own, ...variables, "--migrations", 'test "$RELEASE" = 2=b', "--tasks", "1"]),
      // The sample answers with the release that it is, and its identity is compared with RELEASE.
      rehearseForResult(["--green-env", "RELEASE=9.9.9", "--tasks", "1"]),
    ]);
    expect(withOwn.exitCode).toBe(0);
    expect(ofSample.exitCode).toBe(1);
    expect(ofSample.result.hooks.at(-1)?.reason).toMatch(
      /expected header x-version 9\.9\.9.*observed header x-version 1\.1\.0/s,
    );
  },
);

test.for(["SIGINT", "SIGTERM"] as const)("%s leaves no process behind", { timeout: 90_000 }, async (signal) => {
  const rehearsal = startRehearsal([]);
  await rehearsal.saying("Install                Succeeded");
  expect((await rehearsal.processes()).length).toBeGreaterThan(6);
  rehearsal.kill(signal);
  const { exitCode, stderr } = await rehearsal.ended;
  expect(stderr).toContain(`interrupted by ${signal}`);
  expect(exitCode).toBe(130);
  expect(await rehearsal.processes()).toEqual([]);
});

test("the configuration that HOOKS_CONFIG names is the one that is rehearsed", { timeout: 90_000 }, async () => {
  const environment = { HOOKS_CONFIG: "no-such.config.ts" };
  const { exitCode, stderr } = await startRehearsal(["--green", "true"], { environment }).ended;
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/no-such\.config\.ts/);
});
