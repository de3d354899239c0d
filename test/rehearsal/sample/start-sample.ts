import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const SERVICE = fileURLToPath(new URL("../../../rehearsal/sample/service.ts", import.meta.url));

/** A task of the sample service, which the end of the test ends. */
export interface SampleTask {
  readonly origin: string;
  readonly exited: Promise<unknown>;
}

/** Starts one, and waits until it listens. */
export async function startSample(
  fault: string,
  { host = "127.0.0.1", ...environment }: { readonly host?: string } & Readonly<Record<string, string>> = {},
): Promise<SampleTask> {
  const reserved = createServer().listen(0, "127.0.0.1");
  await once(reserved, "listening");
  const { port } = reserved.address() as AddressInfo;
  reserved.close();
  const child = spawn(process.execPath, [SERVICE, "--release", "1.1.0", "--fault", fault], {
    env: { HOST: host, PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(child, "exit").then(([code]: unknown[]) => code);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return { origin: `http://${host}:${port}`, exited };
}
