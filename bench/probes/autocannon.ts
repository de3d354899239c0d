import path from "node:path";
import { costOfRequest, output, type RequestCost } from "./run-process.ts";

const COMMAND = path.join(import.meta.dirname, "../../node_modules/.bin/autocannon");
const SECONDS = 2;

/**
 * What a request of autocannon takes. It ends on a whole second, so that two short runs cannot be told apart by the clock: its
 * throughput is that of its own account, over a run of so many seconds.
 */
export async function autocannonCost(
  url: string,
  { atOnce, body, amounts }: { atOnce: number; body: string; amounts: readonly [number, number] },
): Promise<RequestCost> {
  const common = [COMMAND, "-c", String(atOnce), "-E", body];
  const { cpuUs } = await costOfRequest(process.execPath, (amount) => [...common, "-a", String(amount), url], amounts);
  const said = await output(process.execPath, [...common, "-d", String(SECONDS), "-j", url]);
  const { requests } = JSON.parse(said) as { readonly requests: { readonly average: number } };
  return { cpuUs, wallUs: 1e6 / requests.average };
}
