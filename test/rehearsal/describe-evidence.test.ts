import { expect, test } from "vitest";
import { describeEvidence } from "../../rehearsal/describe-evidence.ts";
import { noEvidence } from "../../shared/record/evidence.ts";

test("a few lines of each kind are shown, and every gap", () => {
  const task = (id: string) => ({
    task: id,
    stoppedReason: "Essential container in task exited",
    stoppedAt: "2026-03-01T10:00:00.000Z",
    containers: [
      { name: "web", exitCode: 137, reason: "OutOfMemoryError" },
      { name: "proxy", exitCode: null },
    ],
  });
  const lines = ["one", "two", "three", "four"];
  const said = describeEvidence({
    stoppedTasks: ["s1", "s2", "s3", "s4"].map(task),
    logs: [
      { task: "s1", because: "stopped", container: "web", lines },
      { task: "t1", because: "failing", container: "web", lines: [] },
    ],
    targets: [
      { target: "10.0.1.7:8080", state: "unhealthy", reason: "Target.Timeout: no answer in time" },
      { target: "10.0.1.8:8080", state: "healthy" },
    ],
    worst: [{ check: "one", samples: ["status 500", "status 502"] }],
    gaps: ["Cut to 32 kB."],
  });
  expect(said).toEqual([
    ...["s1", "s2", "s3"].map((id) => {
      return `task ${id} stopped at 2026-03-01T10:00:00.000Z: Essential container in task exited (web: exit code 137, OutOfMemoryError; proxy: never ran)`;
    }),
    ...["two", "three", "four"].map((line) => `log of task s1 (stopped), web: ${line}`),
    "log of task t1 (failing), web: nothing",
    "target 10.0.1.7:8080 unhealthy (Target.Timeout: no answer in time)",
    "one: status 500",
    "missing: Cut to 32 kB.",
  ]);
});

test("where nothing was kept, why is said", () => {
  expect(describeEvidence(noEvidence("Nothing was gathered."))).toEqual(["missing: Nothing was gathered."]);
});
