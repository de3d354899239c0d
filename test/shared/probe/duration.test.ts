import { expect, test } from "vitest";
import { parseDuration } from "../../../shared/probe/duration.ts";

test.for<[string, number | undefined]>([
  ["300ms", 300],
  ["5s", 5_000],
  ["1.5m", 90_000],
  // Timers take whole milliseconds: AbortSignal.timeout throws at any other.
  ["1.005s", 1_005],
  ["333.3ms", 333],
  ["60m", 3_600_000],
  // CodeDeploy's hour. A timer of more than 24.8 days goes off at once.
  ["61m", undefined],
  ["99999999m", undefined],
  ["0s", undefined],
  ["0.1ms", undefined],
  ["-5s", undefined],
  ["5", undefined],
  ["5 s", undefined],
  ["5h", undefined],
  ["1e3ms", undefined],
  ["", undefined],
])("%j is %s ms", ([text, milliseconds]) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
