import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SERVICE = fileURLToPath(new URL("../../../rehearsal/sample/service.ts", import.meta.url));

const LOOKS = Array.from({ length: 40 }, () => "/");

/** The statuses of the first answers of a task at `host`, asked for these paths. Its every other answer is an error. */
async function statusesOf(
  host: string,
  seed: string,
  fault = "error-rate=0.5",
  paths: readonly string[] = LOOKS,
): Promise<readonly number[]> {
  const reserved = createServer().listen(0, "127.0.0.1");
  await once(reserved, "listening");
  const { port } = reserved.address() as AddressInfo;
  reserved.close();
  const child = spawn(process.execPath, [SERVICE, "--fault", fault], {
    env: { HOST: host, PORT: String(port), SEED: seed },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(child.stdout, "data");
    const statuses: number[] = [];
    for (const path of paths) {
      const { status } = await fetch(`http://${host}:${port}${path}`);
      statuses.push(status);
    }
    return statuses;
  } finally {
    child.kill("SIGKILL");
  }
}

test("tasks err at the same requests where their seeds and the last numbers of their addresses are the same", async () => {
  const [one, again, otherTask, otherSeed] = await Promise.all([
    statusesOf("127.0.0.1", "7"),
    statusesOf("127.0.0.1", "7"),
    statusesOf("127.0.0.2", "7"),
    statusesOf("127.0.0.1", "8"),
  ]);

  expect(new Set(one)).toEqual(new Set([200, 500]));
  expect(again).toEqual(one);
  expect(otherTask).not.toEqual(one);
  expect(otherSeed).not.toEqual(one);
});

test("a rate of errors of one path is that path's alone", async () => {
  expect(await statusesOf("127.0.0.1", "7", "error-rate=1@/", ["/", "/health", "/"])).toEqual([500, 200, 500]);
});
