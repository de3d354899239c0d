import { Socket } from "node:net";
import { inspect } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { ECSClient } from "@aws-sdk/client-ecs";
import { Signer } from "@aws-sdk/rds-signer";
import { createRdsToken } from "../../../shared/deployment/rds-token.ts";
import { createRuntime } from "../../../shared/hook/runtime.ts";
import { mockAws } from "../../support/mock-aws.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const never = new AbortController().signal;
const SETTINGS = { hostname: "shop.cluster-abc.eu-central-1.rds.amazonaws.com", port: 5432, username: "gate" };

test("a token is a query for that host, port and user, signed for 15 minutes", async () => {
  const token = await createRdsToken(mockAws().clients, SETTINGS, never);
  expect(token).toMatch(/^shop\.cluster-abc\.eu-central-1\.rds\.amazonaws\.com:5432\/\?/);
  const { searchParams } = new URL(`https://${token}`);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    Action: "connect",
    DBUser: "gate",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": expect.stringMatching(/^anyone\/\d{8}\/eu-central-1\/rds-db\/aws4_request$/),
    "X-Amz-Expires": "900",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("a database of another region has a token for that", async () => {
  const token = await createRdsToken(mockAws().clients, { ...SETTINGS, region: "us-east-1" }, never);
  expect(token).toContain("%2Fus-east-1%2Frds-db%2F");
});

test("the function's own signer needs its variables, and no network", async () => {
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAROLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "hunter2");
  vi.stubEnv("AWS_SESSION_TOKEN", "session-of-the-role");
  const connect = vi.spyOn(Socket.prototype, "connect");
  const token = await createRdsToken(createRuntime().clients, SETTINGS, never);
  expect(connect).not.toHaveBeenCalled();
  expect(token).toContain("X-Amz-Credential=AKIAROLE%2F");
  expect(token).toContain("X-Amz-Security-Token=session-of-the-role");
  expect(token).not.toContain("hunter2");
});

test("an error quotes nothing of what credentials came in", async () => {
  const credentials = async () => JSON.parse('{"SecretAccessKey":"hunter2') as never;
  const ecs = new ECSClient({ region: "eu-central-1", credentials });
  const error = await createRdsToken({ ecs }, SETTINGS, never).catch((thrown: unknown) => thrown);
  expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("hunter2");
  expect(error).toMatchObject({ message: "rds-db:connect did not succeed: SyntaxError: its answer could not be read" });
});

test("a function without a region is told so", async () => {
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_DEFAULT_REGION", undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  const credentials = { accessKeyId: "anyone", secretAccessKey: "none" };
  const ecs = new ECSClient({ credentials });
  await expect(createRdsToken({ ecs }, SETTINGS, never)).rejects.toThrow("Region is missing");
});

test("time that is up makes no token", async () => {
  await expect(createRdsToken(mockAws().clients, SETTINGS, AbortSignal.abort(new Error("late")))).rejects.toThrow(
    "late",
  );
});

test("a token is, character for character, what AWS's own signer makes", async () => {
  vi.useFakeTimers({ now: new Date("2026-11-21T09:30:00Z"), toFake: ["Date"] });
  const odd = { ...SETTINGS, username: "gate (read-only)!*'" };
  const account = {
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIA", secretAccessKey: "s", sessionToken: "a+/=" },
  };
  const theirs = await new Signer({ ...account, ...odd }).getAuthToken();
  expect(await createRdsToken({ ecs: new ECSClient(account) }, odd, never)).toBe(theirs);
  vi.useRealTimers();
});
