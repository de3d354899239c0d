import type { Evidence } from "../record/evidence.ts";

/** A line of CloudWatch Logs may have 256 kB, of which the reasons of all checks need some. */
export const LARGEST_EVIDENCE_BYTES = 32 * 1024;
/** For the sentence that says what was cut. */
const SENTENCE_BYTES = 200;

type Size = (evidence: Evidence) => number;
const sizeOf: Size = (evidence) => Buffer.byteLength(JSON.stringify(evidence));

/** The same evidence, or as much of it as is allowed: the oldest lines of the longest log go first, why tasks stopped goes last. */
export function boundEvidence(evidence: Evidence, largest = LARGEST_EVIDENCE_BYTES): Evidence {
  if (sizeOf(evidence) <= largest) return evidence;
  let kept = evidence;
  let cut = 0;
  while (sizeOf(kept) > largest - SENTENCE_BYTES) {
    const smaller = withoutLeast(kept);
    if (!smaller) break;
    kept = smaller;
    cut += 1;
  }
  const gap = `Cut to ${Math.round(largest / 1024)} kB: ${cut} of the oldest log lines and of what is least telling are left out.`;
  return { ...kept, gaps: [...kept.gaps, gap] };
}

function withoutLeast({ logs, worst, targets, stoppedTasks, gaps }: Evidence): Evidence | undefined {
  const longest = logs.toSorted((a, b) => sizeOfLines(b.lines) - sizeOfLines(a.lines))[0];
  if (longest && longest.lines.length > 0) {
    const shorter = logs.map((log) => (log === longest ? { ...log, lines: log.lines.slice(1) } : log));
    return { logs: shorter, worst, targets, stoppedTasks, gaps };
  }
  const most = worst.toSorted((a, b) => b.samples.length - a.samples.length)[0];
  if (most && most.samples.length > 0) {
    const fewer = worst.map((each) => (each === most ? { ...each, samples: each.samples.slice(0, -1) } : each));
    return { logs, worst: fewer, targets, stoppedTasks, gaps };
  }
  if (targets.length > 0) return { logs, worst, targets: targets.slice(0, -1), stoppedTasks, gaps };
  if (stoppedTasks.length > 0) return { logs, worst, targets, stoppedTasks: stoppedTasks.slice(0, -1), gaps };
  return undefined;
}

function sizeOfLines(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join("\n"));
}
