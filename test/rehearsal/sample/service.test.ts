import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SERVICE = fileURLToPath(new URL("../../../rehearsal/sample/service.ts", import.meta.url));

/** The statuses of the first answers of a task at `host` whose every other answer is an error. */
async function statusesOf(host: string, seed: string): Promise<readonly number[]> {
  const reserved = createServer().listen(0, "127.0.0.1");
  await once(reserved, "listening");
  const { port } = reserved.address() as AddressInfo;
  reserved.close();
  const child = spawn(process.execPath, [SERVICE, "--fault", "error-rate=0.5"], {
    env: { HOST: host, PORT: String(port), SEED: seed },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(child.stdout, "data");
    const statuses: number[] = [];
    for (let request = 0; request < 40; request += 1) {
      const { status } = await fetch(`http://${host}:${port}/`);
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
