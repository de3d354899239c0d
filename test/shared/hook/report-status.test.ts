import { LifecycleEventAlreadyCompletedException } from "@aws-sdk/client-codedeploy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AwsCallError } from "../../../shared/deployment/errors.ts";
import { jitteredBackoff, ReportError, reportStatus, type ReportPorts } from "../../../shared/hook/report-status.ts";
import { refusal } from "../../support/mock-aws.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const ACTION = "codedeploy:PutLifecycleEventHookExecutionStatus";
const REPORT = { deploymentId: "d-1", executionId: "x", status: "Failed" } as const;
const throttled = () => new AwsCallError(ACTION, refusal("ThrottlingException"));
const never = new AbortController().signal;

function setUp(put: ReportPorts["put"], waitMs = 100) {
  const onRetry = vi.fn<ReportPorts["onRetry"]>();
  const ports = { put: vi.fn<ReportPorts["put"]>(put), onRetry, backoff: () => waitMs };
  return { ports, onRetry, start: (signal = never) => reportStatus(REPORT, ports, signal) };
}

test("a report that is taken is made once", async () => {
  const { ports, start } = setUp(async () => undefined);
  expect(await start()).toEqual({ attempts: 1, already: false });
  expect(ports.put).toHaveBeenCalledTimes(1);
});

test("a passing refusal is retried until the report is taken, and each is told of", async () => {
  const errors = [throttled(), throttled()];
  const { onRetry, start } = setUp(async () => {
    const error = errors.shift();
    if (error) throw error;
  });
  const reported = start();
  await vi.advanceTimersByTimeAsync(200);
  expect(await reported).toEqual({ attempts: 3, already: false });
  expect(onRetry.mock.calls.map(([, attempt, waitMs]) => [attempt, waitMs])).toEqual([
    [1, 100],
    [2, 100],
  ]);
});

test("an event that is completed already is done", async () => {
  const already = new LifecycleEventAlreadyCompletedException({ message: "done", $metadata: {} });
  const { start } = setUp(() => Promise.reject(new AwsCallError(ACTION, already)));
  expect(await start()).toEqual({ attempts: 1, already: true });
});

test.for([
  "InvalidLifecycleEventHookExecutionIdException",
  "DeploymentDoesNotExistException",
  "CredentialsProviderError",
])("%s is not retried: it fails loudly, with its cause", async (name) => {
  const cause = new AwsCallError(ACTION, refusal(name));
  const { ports, start } = setUp(() => Promise.reject(cause));
  await expect(start()).rejects.toThrow(
    new ReportError(`Failed could not be reported for deployment d-1 in 1 attempt: ${cause.message}`),
  );
  await expect(start()).rejects.toHaveProperty("cause", cause);
  expect(ports.put).toHaveBeenCalledTimes(2);
});

test("retries end with the reserve, and the last refusal is the cause", async () => {
  const reserve = new AbortController();
  const { ports, start } = setUp(() => Promise.reject(throttled()));
  const failed = start(reserve.signal).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(250);
  reserve.abort(new Error("The function is about to be ended"));
  expect(await failed).toMatchObject({ name: "ReportError", cause: { code: "ThrottlingException" } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ports.put).toHaveBeenCalledTimes(3);
});

test("an attempt that AWS does not answer is given up after 4 s and made again", async () => {
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("The operation timed out", "TimeoutError")), ms);
    return controller.signal;
  });
  let attempts = 0;
  const { start } = setUp((_, signal) => {
    attempts += 1;
    if (attempts === 2) return Promise.resolve();
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  });
  const reported = start();
  await vi.advanceTimersByTimeAsync(4_100);
  expect(await reported).toEqual({ attempts: 2, already: false });
});

test.for([
  { attempt: 1, least: 100, most: 200 },
  { attempt: 2, least: 200, most: 400 },
  { attempt: 4, least: 800, most: 1_600 },
  { attempt: 5, least: 1_500, most: 3_000 },
  { attempt: 2_000, least: 1_500, most: 3_000 },
])("before attempt $attempt + 1 it waits $least to $most ms", ({ attempt, least, most }) => {
  expect(jitteredBackoff(attempt, () => 0)).toBe(least);
  expect(jitteredBackoff(attempt, () => 1)).toBe(most);
});
