import { randomUUID } from "node:crypto";
import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  LifecycleEventAlreadyCompletedException,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import { vi } from "vitest";
import type { Check } from "../../shared/checks/check.ts";
import type { Resumable } from "../../shared/checks/resumable-check.ts";
import type { HooksConfig } from "../../shared/configuration/schema.ts";
import type { InstalledDeployment } from "../../shared/deployment/deployment.ts";
import type { InvokeFunction } from "../../shared/deployment/invoke-function.ts";
import { createBakingHook } from "../../shared/hook/create-baking-hook.ts";
import { answerDeployment } from "./answer-deployment.ts";
import { HOOK_EVENT } from "./aws-answers.ts";
import { lambdaContext } from "./lambda-context.ts";
import { memoryLog, type LogLine } from "./memory-log.ts";
import { mockAws, refusal } from "./mock-aws.ts";

/** What a function that bakes is made of. */
export interface BakeSetting {
  readonly checks?: readonly Check<InstalledDeployment>[];
  readonly resumables: readonly Resumable<InstalledDeployment>[];
  readonly configuration?: HooksConfig;
  /** Of the function. Default: 900 s, as in serverless.yml. */
  readonly timeoutMs?: number;
}

/** A line as CloudWatch Logs has it, with the number of the invocation that wrote it. */
export interface CloudLine extends LogLine {
  readonly at: number;
  readonly invocation: number;
}

const realImmediate = setImmediate;

/** One step of the clock, in which nothing that waits for a timer is late by more. */
const STEP_MS = 1_000;

/**
 * A Lambda, a CloudWatch Logs and a CodeDeploy under a clock that the test moves. Each invocation is a process of its own: a
 * handler and a log that know nothing of the others.
 */
export function bakeCloud(setting: BakeSetting) {
  const { checks = [], resumables, configuration = {}, timeoutMs = 900_000 } = setting;
  const aws = mockAws();
  answerDeployment(aws, "AfterAllowTraffic");
  let reported: string | undefined;
  aws.codeDeploy.on(PutLifecycleEventHookExecutionStatusCommand).callsFake(async ({ status }: { status: string }) => {
    if (reported !== undefined) throw new LifecycleEventAlreadyCompletedException({ message: "done", $metadata: {} });
    reported = status;
    return {};
  });
  const raw: { readonly timestamp: number; readonly message: string }[] = [];
  const lines: CloudLine[] = [];
  const events: object[] = [];
  const running = new Set<Promise<void>>();
  let begun = 0;

  let throttled = 0;
  aws.logs.on(FilterLogEventsCommand).callsFake(async ({ filterPattern }: { filterPattern: string }) => {
    throttled -= 1;
    if (throttled >= 0) throw refusal("ThrottlingException");
    const text = filterPattern.slice(1, -1);
    return { events: raw.filter(({ message }) => message.includes(text)) };
  });

  /** Begins an invocation, as Lambda does when it delivers an event. */
  const deliver = (event: object, requestId: string = randomUUID()): Promise<void> => {
    begun += 1;
    const invocation = begun;
    raw.push({ timestamp: Date.now(), message: `START RequestId: ${requestId} Version: $LATEST` });
    const endsAt = Date.now() + timeoutMs;
    const memory = memoryLog();
    const keep = (): void => {
      const line = memory.lines.at(-1);
      if (!line) return;
      lines.push({ ...line, at: Date.now(), invocation });
      raw.push({ timestamp: Date.now(), message: JSON.stringify(line) });
    };
    const write = (level: LogLine["level"]) => (message: string, fields: Record<string, unknown>) => {
      memory[level](message, fields);
      keep();
    };
    const log = { ...memory, info: write("info"), warn: write("warn"), error: write("error") };
    const handler = createBakingHook(
      {
        lifecycleEvent: "AfterAllowTraffic",
        checks,
        resumables,
        configuration: async () => ({ default: configuration }),
      },
      { clients: aws.clients, log, metrics: { record: () => undefined }, environment: () => undefined, invokeFunction },
    );
    const run = handler(event, {
      ...lambdaContext(),
      awsRequestId: requestId,
      getRemainingTimeInMillis: () => endsAt - Date.now(),
    });
    const ended = run.finally(() => running.delete(ended));
    running.add(ended);
    return ended;
  };

  /** Lambda: it accepts, and delivers a moment later. */
  const invokeFunction = vi.fn<InvokeFunction>(async ({ event }) => {
    const requestId = randomUUID();
    events.push(event);
    setTimeout(() => void deliver(structuredClone(event), requestId), 500);
    return requestId;
  });

  return {
    aws,
    invokeFunction,
    lines,
    /** The events of the further invocations, as they were sent. */
    events,
    deliver,
    /** Refuses so many looks at the log. */
    throttleLog: (looks: number) => void (throttled = looks),
    /** Writes a line into the log, as an invocation that the test has not seen. */
    write: (line: object) => void raw.push({ timestamp: Date.now(), message: JSON.stringify(line) }),
    /** CodeDeploy's own call. */
    begin: (event: object = HOOK_EVENT) => deliver(event),
    /** What CodeDeploy was told that it took; undefined while it waits. */
    reported: () => reported,
    statuses: () => {
      return aws.codeDeploy
        .commandCalls(PutLifecycleEventHookExecutionStatusCommand)
        .map(({ args }) => args[0].input.status);
    },
    reason: () => String(lines.findLast(({ message }) => message === "hook decided")?.["reason"]),
    messages: (invocation: number) =>
      lines.filter((line) => line.invocation === invocation).map(({ message }) => message),
    invocations: () => begun,
    /** Lets time pass, until no invocation runs or `ms` are over; says how many minutes that took. */
    pass: async (ms = 60 * 60_000): Promise<number> => {
      const startedAt = Date.now();
      while (Date.now() - startedAt < ms) {
        await new Promise((resolve) => realImmediate(resolve));
        await vi.advanceTimersByTimeAsync(STEP_MS);
        if (running.size === 0 && vi.getTimerCount() === 0) break;
      }
      return Math.round((Date.now() - startedAt) / 6_000) / 10;
    },
  };
}

export type BakeCloud = ReturnType<typeof bakeCloud>;
