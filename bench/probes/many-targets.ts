import { get } from "../../shared/probe/http/http-probe.ts";
import { probeEach } from "../../shared/probe/probe-each.ts";
import type { Assignment } from "../../shared/probe/sampling.ts";

/** Probes so many loopback addresses, so many at once; prints how long that took and the most memory that it had. */
const [port = "", targets = "", atOnce = "", warm = ""] = process.argv.slice(2);
const never = new AbortController().signal;

function assign(path: string, amount: number): readonly Assignment[] {
  const probe = get(path).expect(200);
  return Array.from({ length: amount }, (_, number) => {
    const address = `127.1.${Math.floor(number / 250)}.${(number % 250) + 1}`;
    return { member: address, probe, target: { address, port: Number(port), label: address } };
  });
}

async function probeAll(assignments: readonly Assignment[]): Promise<number> {
  let passed = 0;
  for await (const { outcome } of probeEach(assignments, Number(atOnce), never)) {
    if (outcome.kind === "passed") passed += 1;
  }
  return passed;
}

await probeAll(assign("/health", Number(warm)));
const slow = assign("/slow", Number(targets));
const startedAt = performance.now();
const passed = await probeAll(slow);
const wallMs = performance.now() - startedAt;
console.log(JSON.stringify({ passed, wallMs, peakMb: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
