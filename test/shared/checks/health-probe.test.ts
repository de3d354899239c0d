import { expect, test } from "vitest";
import { healthProbe, smokeProbes } from "../../../shared/checks/health-probe.ts";
import { ProbeDefinitionError } from "../../../shared/checks/probe-definition-error.ts";
import type { Question, Through } from "../../../shared/checks/question.ts";
import { grpcHealth } from "../../../shared/probe/grpc/grpc-health-probe.ts";
import { tcp } from "../../../shared/probe/tcp/tcp-probe.ts";
import { get } from "../../../shared/probe/http/http-probe.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import type { TargetGroupHealthCheck } from "../../../shared/deployment/target-group.ts";
import { checkContext, targetGroup, taskDefinition, taskSet } from "../../support/probe/installed-deployment.ts";

const identity: HooksConfig = { identity: { header: "X-Release", environmentVariable: "RELEASE" } };

const task: Through = { kind: "task" };
const through = (protocol: string): Through => ({ kind: "listener", protocol });

function given(check: Partial<TargetGroupHealthCheck> = {}, config: HooksConfig = {}) {
  const green = taskSet("ecs-svc/green", { targetGroup: targetGroup("green-group", check) });
  return [green, checkContext({}, config).configuration] as const;
}

/** All of a question, as it is recorded. */
function recorded({ probe, host, tls }: Question) {
  return { ...(probe.toJSON() as object), ...(host !== undefined && { host }), ...(tls && { tls }) };
}

test("without a word of configuration, health is what the target group says", () => {
  expect(recorded(healthProbe(...given(), task))).toMatchObject({
    kind: "http",
    method: "GET",
    path: "/up",
    headers: {},
    timeoutMs: 5_000,
    expect: [{ status: "200-204" }],
  });
  const withoutCodes = healthProbe(...given({ codes: undefined }), task);
  expect(recorded(withoutCodes)).toMatchObject({ expect: [{ status: "200" }] });
});

test("what the configuration says takes the place of what the target group says, member by member", () => {
  const config: HooksConfig = {
    health: { path: "/ready", within: "300ms" },
    host: "shop.example",
    probing: { timeout: "2s" },
  };
  expect(recorded(healthProbe(...given({}, config), task))).toMatchObject({
    path: "/ready",
    host: "shop.example",
    timeoutMs: 2_000,
    expect: [{ status: "200-204" }, { withinMs: 300 }],
  });
});

test("a probe of the library is health as it is written", () => {
  const config: HooksConfig = { health: get("/deep", { timeout: "1s" }).expect("200-299"), ...identity };
  expect(recorded(healthProbe(...given({}, config), task))).toMatchObject({
    path: "/deep",
    timeoutMs: 1_000,
    expect: [{ status: "200-299" }, { value: "42" }],
  });
});

test.for([
  ["HTTP", task, "http", false],
  ["HTTPS", task, "http", true],
  ["TCP", task, "tcp", false],
  ["HTTP", through("HTTPS"), "http", true],
  ["HTTPS", through("HTTP"), "http", false],
  ["HTTP", through("TCP"), "http", false],
  ["TCP", through("TLS"), "tcp", false],
] as const)("a health check by %s is asked %o by %s, over TLS: %s", ([protocol, way, kind, secure]) => {
  const { probe, tls } = healthProbe(...given({ protocol }), way);
  expect([probe.kind, tls !== undefined]).toEqual([kind, secure]);
});

test("a gRPC health check is asked by gRPC, where it is the standard one", () => {
  const check = { protocolVersion: "GRPC", path: "/grpc.health.v1.Health/Check" };
  expect(healthProbe(...given(check), task).probe.kind).toBe("grpc-health");
});

test("certificates that tasks signed themselves are accepted from tasks alone", () => {
  const settings = given({ protocol: "HTTPS" }, { unverifiedTaskCertificates: true });
  expect(healthProbe(...settings, task).tls).toEqual({ verify: false });
  expect(healthProbe(...settings, through("HTTPS")).tls).toEqual({ verify: true });
});

test("smoke requests are asked as they are written, and health where there are none", () => {
  const smoke: HooksConfig["smoke"] = [
    { method: "POST", path: "/orders", headers: { "x-smoke": "1" }, status: 201 },
    { path: "/" },
  ];
  const [order, home] = smokeProbes(...given({}, { smoke }), task);
  if (!order || !home) throw new Error("no questions");
  expect(recorded(order)).toMatchObject({
    method: "POST",
    path: "/orders",
    headers: { "x-smoke": "1" },
    expect: [{ status: "201" }],
  });
  expect(recorded(home)).toMatchObject({ method: "GET", path: "/", expect: [{ status: "200-204" }] });
  expect(smokeProbes(...given(), task).map(({ probe }) => String(probe))).toEqual(["GET /up"]);
});

test("an answer is green's when its header has the value that green's task definition has", () => {
  expect(recorded(healthProbe(...given({}, identity), task))).toMatchObject({
    expect: [{}, { identity: { header: "x-release" }, value: "42", source: "RELEASE in task definition web:42" }],
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
    "an identity beside a health of another protocol",
    () => healthProbe(...given({}, { ...identity, health: tcp() }), through("HTTP")),
    /hooks\.config\.ts, identity: expected health to be asked by HTTP, but it is TCP/i,
  ],
  [
    "an identity that is to be learnt beside gRPC",
    () => healthProbe(...given({}, { identity: { header: "x-version" }, health: grpcHealth() }), task),
    /identity: expected health to be asked by HTTP, but it is grpc\.health/,
  ],
  [
    "a path of what is not HTTP",
    () => healthProbe(...given({ protocol: "TCP" }, { health: { path: "/x" } }), task),
    /hooks\.config\.ts, health\.path: expected/,
  ],
  [
    "gRPC by a method of one's own",
    () => healthProbe(...given({ protocolVersion: "GRPC" }), task),
    /green-group checks health by calling \/up: expected \/grpc\.health/,
  ],
  ["UDP", () => healthProbe(...given(), through("UDP")), /speaks UDP: expected HTTP, HTTPS or TCP/],
] as const)("%s is refused, and not left out in silence", ([, make, message]) => {
  expect(make).toThrow(ProbeDefinitionError);
  expect(make).toThrow(message);
});
