import { expect, test } from "vitest";
import { InvalidEventError, parseEvent } from "../../../shared/hook/event.ts";

test("an event with both ids is taken as it came, with whatever else it carries", () => {
  const executionId = "  eyJlbmNyeXB0ZWREYXRhIjoi== ";
  const event = { DeploymentId: "d-1", LifecycleEventHookExecutionId: executionId, Extra: 1 };
  expect(parseEvent(event)).toEqual({ deploymentId: "d-1", executionId });
});

const DEPLOYMENT = /DeploymentId: expected a deployment's id, received/;
const EXECUTION = /LifecycleEventHookExecutionId: expected the id of this hook execution, received/;

test.for<[string, unknown, readonly RegExp[]]>([
  ["nothing", undefined, [DEPLOYMENT, EXECUTION]],
  ["null", null, [DEPLOYMENT, EXECUTION]],
  ["a string", '{"DeploymentId":"d-1"}', [DEPLOYMENT, EXECUTION]],
  ["an empty object", {}, [DEPLOYMENT, EXECUTION, /received nothing/]],
  ["a deployment alone", { DeploymentId: "d-1" }, [EXECUTION]],
  ["an execution alone", { LifecycleEventHookExecutionId: "x" }, [DEPLOYMENT]],
  ["blank ids", { DeploymentId: " ", LifecycleEventHookExecutionId: "" }, [DEPLOYMENT, EXECUTION, /received " "/]],
  [
    "ids of another type",
    { DeploymentId: 7, LifecycleEventHookExecutionId: ["x"] },
    [/received 7/, /received \["x"\]/],
  ],
  ["names in another case", { deploymentId: "d-1", lifecycleEventHookExecutionId: "x" }, [DEPLOYMENT, EXECUTION]],
])("an event that is %s is refused, with every id that is missing", ([, event, expected]) => {
  const parse = () => parseEvent(event);
  expect(parse).toThrow(InvalidEventError);
  for (const problem of expected) expect(parse).toThrow(problem);
});
