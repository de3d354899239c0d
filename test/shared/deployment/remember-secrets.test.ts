import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import { rememberSecrets } from "../../../shared/deployment/remember-secrets.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

function setUp() {
  const aws = mockAws();
  const read = rememberSecrets({ clients: aws.clients, environment: () => undefined }, running);
  return { aws, read, calls: () => aws.ssm.commandCalls(GetParameterCommand).length };
}

test("a secret is read once, however many ask for it at once and later", async () => {
  const { aws, read, calls } = setUp();
  aws.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: "a" } });
  expect(await Promise.all([read("ssm:/a", running), read("ssm:/a", running)])).toEqual(["a", "a"]);
  expect(await read("ssm:/a", running)).toBe("a");
  expect(calls()).toBe(1);
});

test("a read that failed is made again the next time", async () => {
  const { aws, read } = setUp();
  aws.ssm
    .on(GetParameterCommand)
    .rejectsOnce(refusal("ThrottlingException"))
    .resolves({ Parameter: { Value: "a" } });
  await expect(read("ssm:/a", running)).rejects.toThrow("ssm:GetParameter");
  expect(await read("ssm:/a", running)).toBe("a");
});

test("one who leaves takes the answer from nobody else", async () => {
  const { aws, read } = setUp();
  const answer = Promise.withResolvers<{ Parameter: { Value: string } }>();
  aws.ssm.on(GetParameterCommand).callsFake(() => answer.promise);
  const leaving = new AbortController();
  const first = read("ssm:/a", leaving.signal);
  const second = read("ssm:/a", running);
  leaving.abort(new Error("enough"));
  await expect(first).rejects.toThrow("enough");
  answer.resolve({ Parameter: { Value: "a" } });
  expect(await second).toBe("a");
});
