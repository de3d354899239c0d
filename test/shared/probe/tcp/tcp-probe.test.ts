import { expect, expectTypeOf, test } from "vitest";
import { header } from "../../../../shared/probe/http/header.ts";
import { sameProbe } from "../../../../shared/probe/probe-base.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import { received } from "../../../../shared/probe/tcp/received.ts";
import { tcp, type TcpProbe } from "../../../../shared/probe/tcp/tcp-probe.ts";
import { unset } from "../../../support/probe/unset.ts";
import { certificate } from "../../../../shared/probe/tls/certificate.ts";

const redis = tcp({ timeout: "2s" })
  .sends("PING\r\n")
  .expects(/^\+PONG/);

test("a probe is a value: each step is added to a copy", () => {
  const longer = redis.sends("QUIT\r\n");
  expect(redis.script).toHaveLength(2);
  expect(longer.script).toHaveLength(3);
  expect(longer.expect(received("OK")).script).toEqual(longer.script);
  expect(
    sameProbe(
      redis,
      tcp({ timeout: "2s" })
        .sends("PING\r\n")
        .expects(/^\+PONG/),
    ),
  ).toBe(true);
  expect(
    sameProbe(
      redis,
      tcp({ timeout: "2s" })
        .sends("PING\r\n")
        .expects(/^\+PONG/i),
    ),
  ).toBe(false);
});

test.for([
  [tcp(), "TCP connection"],
  [redis, String.raw`TCP sends "PING\r\n", expects /^\+PONG/`],
  [redis.startsTls().sends(Uint8Array.of(1, 2)).sends("a").sends("b"), /, starts TLS, sends 2 bytes and 2 more$/],
  [tcp().sends(new Secret("hunter2")).expects(new Secret("hunter3")), "TCP sends ***, expects ***"],
  [tcp().sends(([all]) => `${all}!`), /^TCP sends \(\[all\]\) =>/],
] as const)("a probe prints as one line (%#)", ([probe, printed]) => {
  expect(String(probe)).toMatch(printed);
});

test("a probe is recorded with all that makes it what it is, and without its secrets", () => {
  const probe = redis.sends(new Secret("hunter2")).sends(Uint8Array.of(255)).startsTls().expect(received(/OK/));
  expect(JSON.parse(JSON.stringify(probe))).toEqual({
    kind: "tcp",
    script: [
      { sends: "PING\r\n" },
      { expects: { matches: String.raw`/^\+PONG/` } },
      { sends: "***" },
      { sends: { base64: "/w==" } },
      "startTls",
    ],
    plain: false,
    limit: 65_536,
    encoding: "utf8",
    alpn: [],
    timeoutMs: 2_000,
    phaseTimeoutsMs: { dns: 1_000, connect: 1_000 },
    expect: [String.raw`an open port that answers /^\+PONG/`, { received: { matches: "/OK/" } }],
  });
  expect(probe.secrets.flatMap((secret) => secret.texts())).toEqual(["hunter2"]);
});

test.for([
  () => redis.expects(""),
  () => received(""),
  () => redis.expects(/x*/),
  () => redis.expects(/^$/),
  () => received(/.*/g),
  () => redis.expects(unset),
  () => received(unset),
  () => redis.startsTls().startsTls(),
  () => tcp({ limits: { received: 0 } }),
  () => tcp({ minVersion: "TLSv1.3", maxVersion: "TLSv1.1" }),
])("what means nothing is refused (%#)", (make) => {
  expect(make).toThrow(RangeError);
});

test("what belongs to another protocol, has no unit or is misspelt does not compile", () => {
  expectTypeOf(redis.expect(received("x"), certificate({ validFor: "30d" }))).toEqualTypeOf<TcpProbe>();
  // @ts-expect-error a header is of HTTP
  void (() => redis.expect(header("x-version", "1")));
  // @ts-expect-error days have a unit
  void (() => certificate({ validFor: "30" }));
  // @ts-expect-error a text, not a number
  void (() => redis.sends(1));
  // @ts-expect-error an unknown option
  void (() => tcp({ sni: "shop.example" }));
});
