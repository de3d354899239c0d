import { expect, test } from "vitest";
import { authoriseBy } from "../../rehearsal/permissions.ts";

const authorise = authoriseBy([
  {
    accessKeyId: "afterInstall",
    role: "role of afterInstall",
    allowedActions: ["ecs:DescribeTasks", "cloudwatch:DescribeAlarms"],
  },
]);
const caller = (accessKeyId: string) => ({ accessKeyId, region: "us-east-1", service: "ecs" });

test("a function may call what its role in serverless.yml allows, and nothing else", () => {
  expect(() => authorise(caller("afterInstall"), "ecs", "DescribeTasks")).not.toThrow();
  expect(() => authorise(caller("afterInstall"), "monitoring", "DescribeAlarms")).not.toThrow();
  expect(() => authorise(caller("afterInstall"), "ecs", "RunTask")).toThrow(
    expect.objectContaining({ code: "AccessDeniedException", message: expect.stringContaining("ecs:RunTask") }),
  );
});

test("somebody who is no function may call everything, but not without credentials", () => {
  expect(() => authorise(caller("someone"), "ecs", "RunTask")).not.toThrow();
  expect(() => authorise("anonymous", "ecs", "RunTask")).toThrow(/missing Authentication Token/);
});
