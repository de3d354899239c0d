import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { checkInput } from "../../../rehearsal/aws/check-input.ts";

test.for<[operation: string, input: object, code: string, path: string]>([
  ["ecs ListTasks", { daemonName: "x" }, "InvalidParameterException", "daemonName"],
  ["ecs ListTasks", { Family: "x" }, "InvalidParameterException", "Family"],
  ["ecs ListTasks", { constructor: "x" }, "InvalidParameterException", "constructor"],
  ["ecs ListTasks", { desiredStatus: "running" }, "InvalidParameterException", "desiredStatus"],
  ["ecs ListTasks", { maxResults: 0 }, "InvalidParameterException", "maxResults"],
  ["ecs ListTasks", { maxResults: "5" }, "SerializationException", "maxResults"],
  ["ecs ListTasks", { family: "" }, "InvalidParameterException", "family"],
  ["ecs DescribeTasks", { tasks: "abc" }, "SerializationException", "tasks"],
  ["ecs DescribeTasks", { tasks: [null] }, "SerializationException", "tasks[0]"],
  ["ecs DescribeServices", { services: Array(11).fill("x") }, "InvalidParameterException", "services"],
  [
    "ecs RunTask",
    { overrides: { containerOverrides: [{ name: "web", cpu: 1 }] } },
    "InvalidParameterException",
    "overrides.containerOverrides[0].cpu",
  ],
  ["ecs RunTask", { overrides: [] }, "SerializationException", "overrides"],
  ["codedeploy StopDeployment", { autoRollbackEnabled: "no" }, "SerializationException", "autoRollbackEnabled"],
  ["codedeploy ListDeploymentTargets", { targetFilters: { x: "y" } }, "SerializationException", "targetFilters.x"],
  ["elasticloadbalancing DescribeRules", { RuleArns: [] }, "ValidationError", "RuleArns"],
  ["monitoring DescribeAlarms", { AlarmNames: Array(101).fill("x") }, "ValidationError", "AlarmNames"],
  ["logs GetLogEvents", { unmask: true }, "InvalidParameterException", "unmask"],
])("%s with %j is refused: %s, which names %s", ([target, input, code, path]) => {
  const [service = "", operation = ""] = target.split(" ");
  const check = () => checkInput(service, operation, input);
  expect(check).toThrow(AwsError);
  expect(check).toThrow(expect.objectContaining({ code, message: expect.stringContaining(`'${path}'`) }));
});

test("a member that is null is absent, at any depth, and all others stay as they are", () => {
  const input = {
    taskDefinition: "shop",
    group: null,
    overrides: { cpu: null, containerOverrides: [{ name: "web" }] },
  };
  expect(checkInput("ecs", "RunTask", input)).toEqual({
    taskDefinition: "shop",
    overrides: { containerOverrides: [{ name: "web" }] },
  });
});
