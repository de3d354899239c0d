import { expect, test } from "vitest";
import { healthProbe, ProbeDefinitionError, smokeProbes, type Through } from "../../../shared/checks/health-probe.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import type { TargetGroupHealthCheck } from "../../../shared/deployment/target-group.ts";
import { checkContext, targetGroup, taskDefinition, taskSet } from "../../support/probe/installed-deployment.ts";

const task: Through = { kind: "task" };
const through = (protocol: string): Through => ({ kind: "listener", protocol });

function given(check: Partial<TargetGroupHealthCheck> = {}, config: HooksConfig = {}) {
  const green = taskSet("ecs-svc/green", { targetGroup: targetGroup("green-group", check) });
  return [green, checkContext({}, config).configuration] as const;
}

test("without a word of configuration, health is what the target group says", () => {
  const probe = healthProbe(...given(), task);
  expect(probe).toMatchObject({
    protocol: "http",
    method: "GET",
    path: "/up",
    headers: {},
    verifyCertificate: true,
    timeoutMs: 5_000,
  });
  expect(probe).toHaveProperty("expect.status.text", "200-204");
  expect(healthProbe(...given({ codes: undefined }), task)).toHaveProperty("expect.status.text", "200");
});

test("what the configuration says takes the place of what the target group says, member by member", () => {
  const config: HooksConfig = {
    health: { path: "/ready", within: "300ms" },
    host: "shop.example",
    probing: { timeout: "2s" },
  };
  const probe = healthProbe(...given({}, config), task);
  expect(probe).toMatchObject({ path: "/ready", host: "shop.example", timeoutMs: 2_000, expect: { withinMs: 300 } });
  expect(probe).toHaveProperty("expect.status.text", "200-204");
});

test.for([
  ["HTTP", task, "http"],
  ["HTTPS", task, "https"],
  ["TCP", task, "tcp"],
  ["HTTP", through("HTTPS"), "https"],
  ["HTTPS", through("HTTP"), "http"],
  ["HTTP", through("TCP"), "tcp"],
  ["TCP", through("TLS"), "tcp"],
] as const)("a health check by %s is asked %o by %s", ([protocol, way, asked]) => {
  expect(healthProbe(...given({ protocol }), way).protocol).toBe(asked);
});

test("certificates that tasks signed themselves are accepted from tasks alone", () => {
  const settings = given({ protocol: "HTTPS" }, { unverifiedTaskCertificates: true });
  expect(healthProbe(...settings, task)).toHaveProperty("verifyCertificate", false);
  expect(healthProbe(...settings, through("HTTPS"))).toHaveProperty("verifyCertificate", true);
});

test("smoke requests are asked as they are written, and health where there are none", () => {
  const smoke: HooksConfig["smoke"] = [
    { method: "POST", path: "/orders", headers: { "x-smoke": "1" }, status: 201 },
    { path: "/" },
  ];
  const [order, home] = smokeProbes(...given({}, { smoke }), task);
  expect(order).toMatchObject({
    method: "POST",
    path: "/orders",
    headers: { "x-smoke": "1" },
    expect: { status: { text: "201" } },
  });
  expect(home).toMatchObject({ method: "GET", path: "/", expect: { status: { text: "200-204" } } });
  expect(smokeProbes(...given(), task)).toMatchObject([{ path: "/up" }]);
});

const identity: HooksConfig = { identity: { header: "X-Release", environmentVariable: "RELEASE" } };

test("an answer is green's when its header has the value that green's task definition has", () => {
  expect(healthProbe(...given({}, identity), task)).toHaveProperty("expect.identity", {
    header: "X-Release",
    value: "42",
    source: "RELEASE in task definition web:42",
  });
});

function withRelease(environment: Record<string, string>) {
  const [web] = taskDefinition("web:42").containers;
  if (!web) throw new Error("no container");
  const definition = taskDefinition("web:42", { containers: [{ ...web, environment }] });
  return [taskSet("ecs-svc/green", { taskDefinition: definition }), checkContext({}, identity).configuration] as const;
}

test.for([
  [
    "an identity that no container has",
    () => healthProbe(...withRelease({}), task),
    /RELEASE to be set in task definition web:42, found it in no container/,
  ],
  ["an identity that is empty", () => healthProbe(...withRelease({ RELEASE: " " }), task), /found it empty/],
  [
    "smoke requests to what is not HTTP",
    () => smokeProbes(...given({ protocol: "TCP" }, { smoke: [{ path: "/" }] }), task),
    /smoke: expected .* green-group to speak HTTP, .* by TCP/,
  ],
  [
    "an identity of what is not HTTP",
    () => healthProbe(...given({ protocol: "TCP" }, identity), task),
    /hooks\.config\.ts, identity: expected/,
  ],
  [
    "a path of what is not HTTP",
    () => healthProbe(...given({ protocol: "TCP" }, { health: { path: "/x" } }), task),
    /hooks\.config\.ts, health\.path: expected/,
  ],
  ["gRPC", () => healthProbe(...given({ protocolVersion: "GRPC" }), task), /green-group checks health by gRPC/],
  ["UDP", () => healthProbe(...given(), through("UDP")), /speaks UDP: expected HTTP, HTTPS or TCP/],
] as const)("%s is refused, and not left out in silence", ([, make, message]) => {
  expect(make).toThrow(ProbeDefinitionError);
  expect(make).toThrow(message);
});
