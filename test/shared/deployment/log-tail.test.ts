import { GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getLogTail } from "../../../shared/deployment/log-tail.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;
const STREAM = { group: "/shop/web", name: "web/web/one" };
const NO_STREAM = refusal("ResourceNotFoundException", "The specified log stream does not exist.");

test("the last lines of a stream are asked for, and come oldest first", async () => {
  const { clients, logs } = mockAws();
  const input = { logGroupName: "/shop/web", logStreamName: "web/web/one", limit: 2, startFromHead: false };
  logs.on(GetLogEventsCommand, input).resolves({ events: [{ message: "first" }, { message: "last" }, {}] });
  expect(await getLogTail(clients, STREAM, 2, never)).toEqual(["first", "last", ""]);
  expect(logs.calls()).toHaveLength(1);
});

test("lines that arrive late are waited for", async () => {
  const { clients, logs } = mockAws();
  logs
    .on(GetLogEventsCommand)
    .rejectsOnce(NO_STREAM)
    .resolvesOnce({ events: [] })
    .resolves({ events: [{ message: "late" }] });
  const tail = getLogTail(clients, STREAM, 2, never);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await tail).toEqual(["late"]);
});

test("what is enough is for the caller to say", async () => {
  const { clients, logs } = mockAws();
  logs
    .on(GetLogEventsCommand)
    .resolvesOnce({ events: [{ message: "starting" }] })
    .resolves({ events: [{ message: "starting" }, { message: "up to date" }] });
  const isEnough = (lines: readonly string[]): boolean => lines.includes("up to date");
  const tail = getLogTail(clients, STREAM, 2, never, { waitsMs: [10, 10], isEnough });
  await vi.advanceTimersByTimeAsync(20);
  expect(await tail).toEqual(["starting", "up to date"]);
  expect(logs.calls()).toHaveLength(2);
});

test("a container that never logged has logged nothing, after 6 s", async () => {
  const { clients, logs } = mockAws();
  logs.on(GetLogEventsCommand).rejects(NO_STREAM);
  const tail = getLogTail(clients, STREAM, 2, never);
  await vi.advanceTimersByTimeAsync(5_999);
  expect(logs.calls()).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(await tail).toEqual([]);
});

test.for([
  refusal("ResourceNotFoundException", "The specified log group does not exist."),
  refusal("AccessDeniedException"),
])("a log that cannot be read is an error at once: %s", async (error) => {
  const { clients, logs } = mockAws();
  logs.on(GetLogEventsCommand).rejects(error);
  await expect(getLogTail(clients, STREAM, 2, never)).rejects.toThrow(error.message);
  expect(logs.calls()).toHaveLength(1);
});

test("time that is up ends the waiting", async () => {
  const { clients, logs } = mockAws();
  logs.on(GetLogEventsCommand).resolves({ events: [] });
  const stop = new AbortController();
  const tail = getLogTail(clients, STREAM, 2, stop.signal).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(100);
  stop.abort(new Error("late"));
  expect(await tail).toEqual(new Error("late"));
  expect(vi.getTimerCount()).toBe(0);
});
