import { expect, test } from "vitest";
import { callAws } from "../../../shared/deployment/call-aws.ts";
import { AwsCallError } from "../../../shared/deployment/errors.ts";
import { refusal } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

test.for([
  [
    "AccessDeniedException",
    "ecs:DescribeTasks did not succeed: AccessDeniedException: no. Allow ecs:DescribeTasks in the role of this function",
  ],
  [
    "AccessDenied",
    "ecs:DescribeTasks did not succeed: AccessDenied: no. Allow ecs:DescribeTasks in the role of this function",
  ],
  ["ClusterNotFoundException", "ecs:DescribeTasks did not succeed: ClusterNotFoundException: no"],
] as const)("a call that is refused with %s says which it was, and what to do", async ([name, message]) => {
  const cause = refusal(name, "no");
  const error: unknown = await callAws("ecs:DescribeTasks", () => Promise.reject(cause), running).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AwsCallError);
  expect(error).toMatchObject({ message, action: "ecs:DescribeTasks", code: name, cause });
});

test("a call without credentials says how to give some", async () => {
  const call = callAws("ecs:ListTasks", () => Promise.reject(refusal("CredentialsProviderError")), running);
  await expect(call).rejects.toThrow(/No AWS credentials were found: set AWS_ENDPOINT_URL .* or AWS_PROFILE/);
});

test("a call that never settles is let go when its signal is aborted, with the signal's reason", async () => {
  const stop = new AbortController();
  const call = callAws("ecs:ListTasks", () => new Promise(() => undefined), stop.signal);
  const reason = new Error("The checks had 3.0 s");
  setImmediate(() => stop.abort(reason));
  await expect(call).rejects.toBe(reason);
});

test("a call that fails because it was aborted rejects with the signal's reason, not with a refusal", async () => {
  const stop = new AbortController();
  const reason = new Error("The checks had 3.0 s");
  const call = callAws(
    "ecs:ListTasks",
    async () => {
      stop.abort(reason);
      throw refusal("AbortError");
    },
    stop.signal,
  );
  await expect(call).rejects.toBe(reason);
});

test("after the deadline nothing is called", async () => {
  const call = callAws("ecs:ListTasks", () => expect.unreachable(), AbortSignal.abort(new Error("late")));
  await expect(call).rejects.toThrow("late");
});
