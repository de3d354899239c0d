import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { findLogLines } from "../../../shared/deployment/find-log-lines.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const never = new AbortController().signal;
const SEARCH = { group: "/aws/lambda/hook", text: "bake-2-of-ab", since: 1_000 };

test("lines are looked for in all streams, page by page: an empty page is not the last", async () => {
  const aws = mockAws();
  aws.logs
    .on(FilterLogEventsCommand)
    .resolvesOnce({ events: [], nextToken: "a" })
    .resolvesOnce({ events: [{ timestamp: 5, message: "one" }], nextToken: "b" })
    .resolvesOnce({ events: [{ timestamp: 6, message: "two" }] });
  expect(await findLogLines(aws.clients, SEARCH, never)).toEqual([
    { timestamp: 5, message: "one" },
    { timestamp: 6, message: "two" },
  ]);
  expect(aws.logs.commandCalls(FilterLogEventsCommand).map(({ args }) => args[0].input)).toEqual([
    { logGroupName: SEARCH.group, startTime: 1_000, filterPattern: '"bake-2-of-ab"' },
    { logGroupName: SEARCH.group, startTime: 1_000, filterPattern: '"bake-2-of-ab"', nextToken: "a" },
    { logGroupName: SEARCH.group, startTime: 1_000, filterPattern: '"bake-2-of-ab"', nextToken: "b" },
  ]);
});

test("pages that never end are given up", async () => {
  const aws = mockAws();
  aws.logs.on(FilterLogEventsCommand).resolves({ events: [], nextToken: "again" });
  expect(await findLogLines(aws.clients, SEARCH, never)).toEqual([]);
  expect(aws.logs.calls()).toHaveLength(20);
});

test("a refusal names the action", async () => {
  const aws = mockAws();
  aws.logs.on(FilterLogEventsCommand).rejects(refusal("AccessDeniedException"));
  await expect(findLogLines(aws.clients, SEARCH, never)).rejects.toThrow(
    "Allow logs:FilterLogEvents in the role of this function",
  );
});
