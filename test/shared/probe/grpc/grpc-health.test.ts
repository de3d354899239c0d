import { expect, test } from "vitest";
import { not } from "../../../../shared/probe/expectation.ts";
import { grpcHealth, type GrpcHealthOptions } from "../../../../shared/probe/grpc/grpc-health-probe.ts";
import type { GrpcHealthExpectation } from "../../../../shared/probe/grpc/grpc-health-expectation.ts";
import { grpcStatus } from "../../../../shared/probe/grpc/grpc-status.ts";
import { metadata, trailer } from "../../../../shared/probe/grpc/metadata.ts";
import { serving, servingStatus } from "../../../../shared/probe/grpc/serving.ts";
import { within } from "../../../../shared/probe/http/within.ts";
import { sameProbe } from "../../../../shared/probe/probe-base.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import { said } from "../../../support/probe/probes.ts";
import { selfSigned } from "../../../support/probe/self-signed.ts";
import { startGrpcHealth, type HealthReply } from "../../../support/probe/start-grpc-health.ts";

const never = new AbortController().signal;

test("a service that serves passes, and its answer has all that it said", async () => {
  const { target } = await startGrpcHealth(({ service }) => ({
    status: service === "orders.v1" ? 1 : 2,
    headers: { "x-version": "1.4.2" },
    trailers: { "x-took": "3" },
  }));
  const outcome = await runProbe(grpcHealth("orders.v1", { timeout: "2s" }), target, never);
  expect(outcome).toMatchObject({
    kind: "passed",
    request: `grpc.health.v1.Health/Check orders.v1 at grpc://127.0.0.1:${target.port}`,
    answer: {
      service: "orders.v1",
      serving: "SERVING",
      grpcStatus: 0,
      grpcMessage: "",
      headers: { "x-version": "1.4.2", "content-type": "application/grpc" },
      trailers: { "grpc-status": "0", "x-took": "3" },
      latencyMs: expect.any(Number),
      tls: undefined,
    },
  });
  expect(Object.keys(outcome.phases)).toEqual(["connect", "request", "firstByte", "body"]);
});

test.for<readonly [HealthReply, string]>([
  [{ status: 0 }, "health UNKNOWN"],
  [{ status: 2 }, "health NOT_SERVING"],
  [{ status: 3 }, "health SERVICE_UNKNOWN"],
  [{ grpcStatus: 5 }, "grpc status 5 NOT_FOUND: the service does not know the health of orders.v1"],
  [
    { grpcStatus: 5, grpcMessage: "unknown service" },
    'grpc status 5 NOT_FOUND: the service does not know the health of orders.v1 ("unknown service")',
  ],
  [{ grpcStatus: 12 }, "grpc status 12 UNIMPLEMENTED: the service does not implement grpc.health.v1"],
  [
    { grpcStatus: 14, grpcMessage: "starting%0a%E2%9C%93 50%" },
    String.raw`grpc status 14 UNAVAILABLE ("starting\n✓ 50%")`,
  ],
  [{ status: 1, grpcStatus: 13 }, "grpc status 13 INTERNAL"],
  [{ grpcStatus: 99 }, "grpc status 99, which is not defined"],
])("by default, only a service that serves passes, not one with %j", async ([reply, observed]) => {
  const { target } = await startGrpcHealth(() => reply);
  const outcome = await runProbe(grpcHealth("orders.v1"), target, never);
  expect(said(outcome)).toBe(`failed: expected health SERVING, observed ${observed}`);
});

test("a service without grpc.health.v1 is told from one that is ill by the likely cause", async () => {
  const { target } = await startGrpcHealth(() => ({ grpcStatus: 12 }));
  expect(await runProbe(grpcHealth(), target, never)).toMatchObject({
    likelyCause: expect.stringContaining("does not implement grpc.health.v1"),
  });
  expect(await runProbe(grpcHealth().expect(grpcStatus("UNIMPLEMENTED")), target, never)).toMatchObject({
    kind: "passed",
  });
});

test.for<readonly [string, boolean, GrpcHealthExpectation, HealthReply]>([
  ["serving", true, serving(), { status: 1 }],
  ["serving", false, serving(), { status: 2 }],
  ["not serving, but serving", false, not(serving()), { status: 2 }],
  ["not serving", false, not(serving()), { status: 1 }],
  ["a serving status", true, servingStatus("NOT_SERVING"), { status: 2 }],
  ["a serving status", false, servingStatus("NOT_SERVING"), { status: 1 }],
  ["no serving status", true, not(servingStatus("NOT_SERVING")), { status: 1 }],
  ["no serving status, but serving", false, not(servingStatus("NOT_SERVING")), { status: 0 }],
  ["no serving status, but serving", false, not(servingStatus("NOT_SERVING")), { grpcStatus: 12 }],
  ["a status of gRPC", true, grpcStatus("NOT_FOUND"), { grpcStatus: 5 }],
  ["a status of gRPC by its number", true, grpcStatus(5), { grpcStatus: 5 }],
  ["a call that succeeds, and serving", true, grpcStatus("OK"), { status: 1 }],
  ["a call that succeeds, and serving", false, grpcStatus("OK"), { status: 2 }],
  ["a status of gRPC", false, grpcStatus("NOT_FOUND"), { status: 1 }],
  ["no status of gRPC, but serving", true, not(grpcStatus("NOT_FOUND")), { status: 1 }],
  ["no status of gRPC, but serving", false, not(grpcStatus("NOT_FOUND")), { status: 2 }],
  ["metadata", true, metadata("X-Version", "1"), { status: 1, headers: { "x-version": "1" } }],
  ["metadata", false, metadata("x-version", "1"), { status: 1, headers: { "x-version": "2" } }],
  ["metadata and serving", false, metadata("x-version", "1"), { status: 2, headers: { "x-version": "1" } }],
  ["any metadata", false, metadata("x-version"), { status: 1 }],
  ["no metadata", true, not(metadata("x-version")), { status: 1 }],
  ["a trailer", true, trailer("x-took", /^\d+$/u), { status: 1, trailers: { "x-took": "3" } }],
  ["a trailer", false, trailer("x-took", (text) => text === "4"), { status: 1, trailers: { "x-took": "3" } }],
  ["no trailer", false, not(trailer("x-took")), { status: 1, trailers: { "x-took": "3" } }],
  ["an answer in time", true, within("5s"), { status: 1 }],
])("where %s is expected, met is %s: %o", async ([, met, expectation, reply]) => {
  const { target } = await startGrpcHealth(() => reply);
  const outcome = await runProbe(grpcHealth("orders.v1").expect(expectation), target, never);
  expect(outcome.kind).toBe(met ? "passed" : "failed");
});

test("metadata and the authority are sent, and what is secret is not shown", async () => {
  const { target } = await startGrpcHealth(({ headers }) => ({
    grpcStatus: 16,
    grpcMessage: `${headers[":authority"]} ${headers["authorization"]} ${String(headers["grpc-timeout"])}`,
  }));
  const options: GrpcHealthOptions = {
    host: "orders.internal",
    timeout: "2s",
    metadata: { Authorization: new Secret("Bearer tok-12345"), "x-trace-bin": "AAEC" },
  };
  const outcome = await runProbe(grpcHealth("", options), target, never);
  expect(said(outcome)).toBe(
    'failed: expected health SERVING, observed grpc status 16 UNAUTHENTICATED ("orders.internal *** 2000m")',
  );
  expect(JSON.stringify(grpcHealth("", options))).not.toContain("tok-12345");
});

test("over TLS the certificate must be for the authority", async () => {
  const pair = selfSigned("orders.internal");
  const { target } = await startGrpcHealth(() => ({ status: 1 }), pair);
  const secure = { ...target, tls: { ca: pair.cert } };
  expect(await runProbe(grpcHealth("", { host: "orders.internal" }), secure, never)).toMatchObject({
    kind: "passed",
    request: `grpc.health.v1.Health/Check at grpcs://127.0.0.1:${target.port}`,
    answer: { tls: { alpn: "h2", version: "TLSv1.3" } },
  });
  expect(await runProbe(grpcHealth("", { host: "other.internal" }), secure, never)).toMatchObject({
    kind: "failed",
    observed: expect.stringContaining("certificate"),
  });
});

test("a probe is a value: it prints, compares, and is not changed by what is expected of it", () => {
  const probe = grpcHealth("orders.v1");
  const ill = probe.expect(servingStatus("NOT_SERVING"));
  expect(String(probe)).toBe("grpc.health.v1.Health/Check orders.v1");
  expect(probe.expectations.map(({ text }) => text)).toEqual(["health SERVING"]);
  expect(ill.expectations.map(({ text }) => text)).toEqual(["health NOT_SERVING"]);
  expect(probe.expect(trailer("x")).expectations.map(({ text }) => text)).toEqual(["health SERVING", "trailer x"]);
  expect(sameProbe(probe, grpcHealth("orders.v1").expect(serving()))).toBe(true);
  expect(sameProbe(probe, ill)).toBe(false);
});

test.for<readonly [string, GrpcHealthOptions, string]>([
  ["\ud800", {}, "service: expected text"],
  ["", { metadata: { "grpc-status": "0" } }, "metadata: grpc-status is the prober's own to send"],
  ["", { metadata: { "x y": "0" } }, 'metadata: expected a name, received "x y"'],
  ["", { metadata: { x: "a\nb" } }, "metadata: expected printable ASCII in x"],
  ["", { metadata: { "x-bin": "{}" } }, "metadata: expected base64 in x-bin"],
  ["", { host: "a b" }, "host: expected a name"],
  ["", { host: "a:99999" }, 'host: expected a name, with or without a port, received "a:99999"'],
])("what cannot be sent is refused where it is written: %j with %j", ([service, options, fault]) => {
  expect(() => grpcHealth(service, options)).toThrow(fault);
});

test("a status that gRPC does not have is refused where it is written", () => {
  expect(() => grpcStatus(17)).toThrow("expected a status of gRPC from 0 to 16, received 17");
});

test("metadata whose name says credential is a secret, also where it is given as text", () => {
  const probe = grpcHealth("", { metadata: { Authorization: "Bearer abc123token", "x-team": "web" } });
  expect(JSON.stringify(probe)).not.toContain("abc123");
  expect(JSON.stringify(probe)).toContain('"x-team":"web"');
  expect(probe.secrets.flatMap((secret) => secret.texts())).toContain("Bearer abc123token");
});
