import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { atMost, below, median, shown, type Figure, type Report } from "../figure.ts";
import { autocannonCost } from "./autocannon.ts";
import { blackboxCost } from "./blackbox.ts";
import { measureManyTargets } from "./measure-many-targets.ts";
import { costOfRequest, type RequestCost } from "./run-process.ts";

const FOLDER = import.meta.dirname;
const NODE = process.execPath;
const AT_ONCE = 32;
const KEPT: readonly [number, number] = [2_000, 22_000];
const NEW: readonly [number, number] = [500, 4_500];
/** Each is measured so often, one after the other: a slow moment of the machine meets all of them. */
const ROUNDS = 5;
const BLACKBOX_PROBES = 2_000;
type Measure = () => Promise<RequestCost>;

/** CPU a probe, beside the bare client and other tools; memory and time with many targets. All against one server. */
export async function probes(): Promise<Report> {
  const server = spawn(NODE, [path.join(FOLDER, "server.ts")], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const [port] = (await once(createInterface(server.stdout), "line")) as [string];
    const cpu = await measureCpu(port);
    return { bench: "probes", figures: [...compare(cpu), ...(await measureManyTargets(port))] };
  } finally {
    server.stdin.end();
  }
}

async function measureCpu(port: string): Promise<ReadonlyMap<string, RequestCost>> {
  const url = `http://127.0.0.1:${port}/health`;
  const client = (kind: string, amounts: readonly [number, number]): Measure => {
    const script = path.join(FOLDER, "client.ts");
    return () => costOfRequest(NODE, (amount) => [script, kind, port, String(amount), String(AT_ONCE)], amounts);
  };
  const measures: [string, Measure][] = [
    ["ours, kept connection", client("ours-kept", KEPT)],
    ["undici.request, kept connection", client("undici-kept", KEPT)],
    ["ours, new connection", client("ours-new", NEW)],
    ["undici.request, new connection", client("undici-new", NEW)],
    ["autocannon", () => autocannonCost(url, { atOnce: AT_ONCE, body: BODY, amounts: KEPT })],
  ];
  const hey = find("hey");
  if (hey !== undefined) {
    measures.push([
      "hey",
      () => costOfRequest(hey, (amount) => ["-c", String(AT_ONCE), "-n", String(amount), url], KEPT),
    ]);
  }
  const blackbox = find("prometheus-blackbox-exporter");
  if (blackbox !== undefined) {
    measures.push(["prometheus-blackbox-exporter", () => blackboxCost(blackbox, url, BLACKBOX_PROBES)]);
  }
  const taken = new Map<string, RequestCost[]>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    console.error(`round ${round} of ${ROUNDS}`);
    for (const [name, measure] of measures) taken.set(name, [...(taken.get(name) ?? []), await measure()]);
  }
  return new Map(
    [...taken].map(([name, costs]) => {
      const cpuUs = median(costs.map((cost) => cost.cpuUs));
      return [name, { cpuUs, wallUs: median(costs.map((cost) => cost.wallUs)) }];
    }),
  );
}

const BODY = JSON.stringify({ status: "ok", release: "1.4.2" });

/** A tool of Debian's, where it is installed. */
function find(command: string): string | undefined {
  try {
    return execFileSync("bash", ["-c", `command -v ${command}`], { encoding: "utf8" }).trim();
  } catch {
    console.error(`${command} is not installed: left out (apt-get install ${command})`);
    return undefined;
  }
}

function compare(cpu: ReadonlyMap<string, RequestCost>): readonly Figure[] {
  const at = (name: string): number => cpu.get(name)?.cpuUs ?? Number.NaN;
  const others = ["autocannon", "hey", "prometheus-blackbox-exporter"].filter((name) => cpu.has(name));
  const peers = others.map((name) => shown(`CPU a probe, ${name}`, at(name), "µs"));
  const ratio = (how: string): Figure =>
    atMost(1.25, `CPU, ours to undici.request, ${how}`, at(`ours, ${how}`) / at(`undici.request, ${how}`), "1");
  return [
    ...["undici.request, kept connection", "undici.request, new connection"].map((name) => {
      return shown(`CPU a probe, ${name}`, at(name), "µs");
    }),
    ratio("kept connection"),
    ratio("new connection"),
    ...peers,
    ...peers.map((peer, number) => {
      // The exporter opens a connection for every probe; the load generators keep theirs.
      const how = others[number] === "prometheus-blackbox-exporter" ? "new connection" : "kept connection";
      return below(peer, `CPU a probe, ours, ${how} (${others[number] ?? ""})`, at(`ours, ${how}`), "µs");
    }),
    ...[...cpu].map(([name, { wallUs }]) => shown(`throughput, ${name}`, 1e6 / wallUs, "probes/s")),
  ];
}
