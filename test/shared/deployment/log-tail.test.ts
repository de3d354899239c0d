import { GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { getLogTail } from "../../../shared/deployment/log-tail.ts";
import { mockAws } from "../../support/mock-aws.ts";

test("the last lines of a stream are asked for, and come oldest first", async () => {
  const { clients, logs } = mockAws();
  const input = { logGroupName: "/shop/web", logStreamName: "web/web/one", limit: 2, startFromHead: false };
  logs.on(GetLogEventsCommand, input).resolves({ events: [{ message: "first" }, { message: "last" }, {}] });
  const stream = { group: "/shop/web", name: "web/web/one" };
  expect(await getLogTail(clients, stream, 2, new AbortController().signal)).toEqual(["first", "last", ""]);
});
