import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { HookExecutions } from "../../../rehearsal/codedeploy/hook-executions.ts";

const DEPLOYMENT = "d-AAAAAAAAA";
const OTHER = "d-BBBBBBBBB";

function openOne(): { executions: HookExecutions; id: string; reported: Promise<string> } {
  const executions = new HookExecutions((id) => id === DEPLOYMENT || id === OTHER);
  return { executions, ...executions.open(DEPLOYMENT, "AfterInstall") };
}

function codeOf(call: () => void): string {
  try {
    call();
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
  return "accepted";
}

test("the first status is accepted, and no second", async () => {
  const { executions, id, reported } = openOne();
  expect(codeOf(() => executions.put(DEPLOYMENT, id, "Succeeded"))).toBe("accepted");
  expect(codeOf(() => executions.put(DEPLOYMENT, id, "Failed"))).toBe("LifecycleEventAlreadyCompletedException");
  expect(await reported).toBe("Succeeded");
  expect(executions.reports().map(({ status, accepted }) => ({ status, accepted }))).toEqual([
    { status: "Succeeded", accepted: true },
    { status: "Failed", accepted: false },
  ]);
});

test("an execution's id is long, opaque and its own", () => {
  const { executions, id } = openOne();
  expect(Buffer.from(id, "base64").toString()).toMatch(/^\{"encryptedData":/);
  expect(id.length).toBeGreaterThan(300);
  expect(executions.open(DEPLOYMENT, "BeforeInstall").id).not.toBe(id);
});

test.for([
  { deployment: undefined, id: "own", status: "Succeeded", code: "DeploymentIdRequiredException" },
  { deployment: "d-CCCCCCCCC", id: "own", status: "Succeeded", code: "DeploymentDoesNotExistException" },
  { deployment: OTHER, id: "own", status: "Succeeded", code: "InvalidLifecycleEventHookExecutionIdException" },
  { deployment: DEPLOYMENT, id: undefined, status: "Succeeded", code: "InvalidLifecycleEventHookExecutionIdException" },
  {
    deployment: DEPLOYMENT,
    id: "own",
    status: "InProgress",
    code: "InvalidLifecycleEventHookExecutionStatusException",
  },
  { deployment: DEPLOYMENT, id: "own", status: undefined, code: "InvalidLifecycleEventHookExecutionStatusException" },
])("a report of $status for $deployment with $id id is refused: $code", ({ deployment, id, status, code }) => {
  const { executions, id: own } = openOne();
  expect(codeOf(() => executions.put(deployment, id === "own" ? own : id, status))).toBe(code);
});

test("a report after the hour is refused", () => {
  const executions = new HookExecutions(() => true);
  const { id, close } = executions.open(DEPLOYMENT, "AfterInstall");
  close();
  expect(codeOf(() => executions.put(DEPLOYMENT, id, "Succeeded"))).toBe("LifecycleEventAlreadyCompletedException");
});
