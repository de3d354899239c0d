import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { RequestCost } from "./run-process.ts";

/** The same check, in the exporter's own words. */
const MODULE = `modules:
  checked:
    prober: http
    http:
      preferred_ip_protocol: ip4
      fail_if_body_not_matches_regexp: ['"ok"']
      fail_if_header_not_matches: [{ header: x-version, regexp: "1.4.2" }]
`;
/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function cpuOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /u, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** What a probe of prometheus-blackbox-exporter takes, without what it takes to ask it over HTTP. */
export async function blackboxCost(command: string, url: string, amount: number): Promise<RequestCost> {
  const folder = await mkdtemp(path.join(tmpdir(), "blackbox-"));
  const config = path.join(folder, "blackbox.yml");
  await writeFile(config, MODULE);
  const port = await freePort();
  const child = spawn(command, [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${port}`], {
    stdio: "ignore",
  });
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 8 });
  const ask = async (asked: string): Promise<string> => {
    const { body } = await pool.request({ method: "GET", path: asked });
    return body.text();
  };
  const cost = async (asked: string, times: number): Promise<RequestCost> => {
    const before = await cpuOf(child.pid ?? 0);
    const startedAt = performance.now();
    let left = times;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (left > 0) {
          left -= 1;
          await ask(asked);
        }
      }),
    );
    const wallUs = ((performance.now() - startedAt) * 1000) / times;
    return { cpuUs: (((await cpuOf(child.pid ?? 0)) - before) * 1000) / times, wallUs };
  };
  try {
    const probe = `/probe?module=checked&target=${encodeURIComponent(url)}`;
    for (let tries = 0; ; tries += 1) {
      const said = await ask(probe).catch(() => "");
      if (said.includes("probe_success 1")) break;
      if (tries > 100) throw new Error(`prometheus-blackbox-exporter does not pass ${url}`);
      await sleep(50);
    }
    const asking = await cost("/-/healthy", amount);
    const both = await cost(probe, amount);
    return { cpuUs: both.cpuUs - asking.cpuUs, wallUs: both.wallUs - asking.wallUs };
  } finally {
    await pool.destroy();
    child.kill("SIGKILL");
    await rm(folder, { recursive: true });
  }
}
