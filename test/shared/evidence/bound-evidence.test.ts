import { expect, test } from "vitest";
import { boundEvidence, LARGEST_EVIDENCE_BYTES } from "../../../shared/evidence/bound-evidence.ts";
import type { Evidence } from "../../../shared/record/evidence.ts";

function evidenceOf(lines: number, text: string): Evidence {
  const log = (task: string, number: number) => ({
    task,
    because: "stopped" as const,
    container: "web",
    lines: Array.from({ length: number }, (_, index) => `${index} ${text}`),
  });
  return {
    stoppedTasks: [{ task: "s1", stoppedReason: text, stoppedAt: null, containers: [] }],
    logs: [log("s1", lines), log("s2", 2)],
    targets: [{ target: "10.0.1.7:8080", state: "unhealthy" }],
    worst: [{ check: "one", samples: [text] }],
    gaps: [],
  };
}

test("evidence that is small is left as it is", () => {
  const evidence = evidenceOf(20, "x");
  expect(boundEvidence(evidence)).toBe(evidence);
});

test.for([
  ["ASCII", "x".repeat(400)],
  ["characters of three bytes", "語".repeat(400)],
  ["what JSON escapes", '"'.repeat(400)],
])("evidence in %s is cut to its size, from the oldest lines of the longest log on", ([, text = ""]) => {
  const bounded = boundEvidence(evidenceOf(200, text));
  expect(Buffer.byteLength(JSON.stringify(bounded))).toBeLessThanOrEqual(LARGEST_EVIDENCE_BYTES);
  expect(bounded.logs[0]?.lines.at(-1)).toBe(`199 ${text}`);
  expect(bounded.logs[1]?.lines).toHaveLength(2);
  expect(bounded.stoppedTasks).toHaveLength(1);
  expect(bounded.worst[0]?.samples).toHaveLength(1);
  expect(bounded.gaps.at(-1)).toMatch(/^Cut to 32 kB: \d+ of the oldest log lines/);
});

test("why tasks stopped is kept the longest", () => {
  const bounded = boundEvidence(evidenceOf(5, "x".repeat(300)), 900);
  expect(bounded.logs.every(({ lines }) => lines.length === 0)).toBe(true);
  expect(bounded.worst[0]?.samples).toEqual([]);
  expect(bounded.stoppedTasks).toHaveLength(1);
});
