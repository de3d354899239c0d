import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** The variable by which the processes of a task are known, however far they have moved from the one that started them. */
export const TASK_MARKER = "REHEARSAL_TASK_ID";

/** A task whose processes are looked for. */
export interface Remains {
  readonly taskId: string;
  readonly ip: string;
  readonly port: number;
}

/** The state LISTEN in /proc/net/tcp. */
const LISTEN = "0A";

/** A daemon starts its workers within a few of these; more scans than this find what cannot be killed. */
const MOST_SCANS = 50;
const BETWEEN_SCANS_MS = 10;

/**
 * Kills what a task's command left behind: a server that made itself a daemon is in no process group of ours any more. In
 * a container it would end with the task. It is known by its environment or, where it has overwritten that (nginx does),
 * by the task's address that it still listens on. Looks again until there is none: a process may start another while
 * the list of them is read. Only Linux tells; elsewhere nothing is found.
 */
export async function killLeftovers(remains: Remains): Promise<void> {
  for (let scan = 0; scan < MOST_SCANS; scan += 1) {
    const found = await findLeftovers(remains);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
    await sleep(BETWEEN_SCANS_MS);
  }
}

async function findLeftovers(remains: Remains): Promise<readonly number[]> {
  const [entries, sockets] = await Promise.all([readdir("/proc").catch(() => []), listeningSockets(remains)]);
  const pids = entries.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      return (await isMarked(pid, remains.taskId)) || (await holdsAny(pid, sockets)) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

async function isMarked(pid: string, taskId: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
  return environment.split("\0").includes(`${TASK_MARKER}=${taskId}`);
}

/** The sockets, as a process's open files name them, that listen on the task's address, or on its port of every address. */
async function listeningSockets({ ip, port }: Remains): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((table) => readFile(`/proc/net/${table}`, "utf8").catch(() => "")),
  );
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  // The kernel writes an address as a number in its own byte order.
  const hexIp = ip
    .split(".")
    .map((part) => Number(part).toString(16).toUpperCase().padStart(2, "0"))
    .toReversed()
    .join("");
  const sockets = tables.flatMap((table) =>
    table.split("\n").flatMap((line) => {
      const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
      const [address = "", localPort] = local.split(":");
      const ours = localPort === hexPort && (address.endsWith(hexIp) || /^0+$/.test(address));
      return ours && state === LISTEN ? [`socket:[${inode}]`] : [];
    }),
  );
  return new Set(sockets);
}

async function holdsAny(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  if (sockets.size === 0) return false;
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => "")));
  return links.some((link) => sockets.has(link));
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}
