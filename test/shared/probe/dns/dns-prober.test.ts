import { expect, expectTypeOf, test } from "vitest";
import type { ServiceRecord } from "../../../../shared/probe/dns/dns-answer.ts";
import { dns, type DnsProbe } from "../../../../shared/probe/dns/dns-probe.ts";
import { records } from "../../../../shared/probe/dns/records.ts";
import { ttl } from "../../../../shared/probe/dns/ttl.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { said } from "../../../support/probe/probes.ts";
import {
  address,
  mail,
  named,
  RCODES,
  service,
  startDns,
  text,
  type DnsQuestion,
  type DnsRecord,
  type DnsReply,
} from "../../../support/probe/start-dns.ts";
import { closedPort } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const db = dns("db.shop.test", "A", { timeout: "2s" });

test.for<readonly [DnsProbe, DnsRecord[], readonly object[], string]>([
  [
    dns("db.shop.test"),
    [address("10.0.1.7", 5), address("10.0.1.8", 9)],
    [
      { address: "10.0.1.7", ttl: 5 },
      { address: "10.0.1.8", ttl: 9 },
    ],
    "A db.shop.test",
  ],
  [dns("db.shop.test.", "AAAA"), [address("fd00::7")], [{ address: "fd00::7", ttl: 60 }], "AAAA db.shop.test"],
  [
    dns("WWW.shop.test", "CNAME"),
    [named("CNAME", "web.shop.test")],
    [{ name: "web.shop.test" }],
    "CNAME www.shop.test",
  ],
  [dns("shop.test", "NS"), [named("NS", "ns1.shop.test")], [{ name: "ns1.shop.test" }], "NS shop.test"],
  [dns("10.0.1.7", "PTR"), [named("PTR", "db.shop.test")], [{ name: "db.shop.test" }], "PTR 7.1.0.10.in-addr.arpa"],
  [
    dns("fd00::7", "PTR"),
    [named("PTR", "db.shop.test")],
    [{ name: "db.shop.test" }],
    `PTR 7.${"0.".repeat(27)}0.0.d.f.ip6.arpa`,
  ],
  [dns("shop.test", "TXT"), [text("v=spf1 ", "-all")], [{ text: "v=spf1 -all" }], "TXT shop.test"],
  [dns("shop.test", "MX"), [mail(10, "mail.shop.test")], [{ name: "mail.shop.test", priority: 10 }], "MX shop.test"],
  [
    dns("_http._tcp.shop.test", "SRV"),
    [service(1, 5, 8080, "web.shop.test")],
    [{ name: "web.shop.test", port: 8080, priority: 1, weight: 5 }],
    "SRV _http._tcp.shop.test",
  ],
])("%s is asked for once, over UDP, and its records are read", async ([probe, given, expected, question]) => {
  const { target, questions } = await startDns(() => ({ records: given }));
  const outcome = await runProbe(probe, target, never);
  expect(said(outcome)).toBe("passed");
  expect(outcome).toMatchObject({
    request: `DNS ${question} from 127.0.0.1:${target.port}`,
    answer: { status: "NOERROR" },
  });
  expect(outcome.kind === "passed" && outcome.answer.records).toEqual(expected);
  expect(questions.map(({ over, type, name }) => `${over} ${type} ${name.toLowerCase()}`)).toEqual([`udp ${question}`]);
  expect(Object.keys(outcome.phases)).toEqual(["request", "firstByte"]);
});

test("an answer that does not fit is fetched over TCP", async () => {
  const many = Array.from({ length: 200 }, (_, number) => address(`10.0.2.${number}`));
  const { target, questions } = await startDns(({ over }) =>
    over === "udp" ? { truncated: true } : { records: many },
  );
  expect(said(await runProbe(db.expect(records({ count: 200 })), target, never))).toBe("passed");
  expect(questions.map(({ over }) => over)).toEqual(["udp", "tcp"]);
});

test.for([
  ["NXDOMAIN", "NXDOMAIN (no such name)"],
  ["SERVFAIL", "SERVFAIL (the name server could not find out)"],
  ["REFUSED", "REFUSED (the name server does not answer for this name, or not to this address)"],
  ["FORMERR", "FORMERR (the name server does not understand the question)"],
  ["NOTIMP", "NOTIMP (the name server does not know this type)"],
  ["NOERROR", "no A records"],
] as const satisfies readonly (readonly [keyof typeof RCODES, string])[])(
  "%s has failed in words, or is what was expected",
  async ([rcode, words]) => {
    const { target } = await startDns(() => ({ rcode }));
    expect(said(await runProbe(db, target, never))).toBe(`failed: expected A records, observed ${words}`);
    expect(said(await runProbe(db.expect(rcode), target, never))).toBe("passed");
  },
);

test.for<readonly [string, (question: DnsQuestion) => DnsReply | Buffer]>([
  ["bytes that are no message", () => Buffer.from("bytes that are no message of DNS")],
  ["one byte", () => Buffer.from([7])],
  ["fewer records than it says", () => ({ records: [address("10.0.0.1")], count: 9 })],
  ["an address of two bytes", () => ({ records: [{ type: "A", data: Buffer.from([1, 2]) }] })],
  ["a name that never ends", () => ({ records: [{ type: "CNAME", data: Buffer.alloc(300, 63) }] })],
  ["a broken message over TCP", ({ over }) => (over === "udp" ? { truncated: true } : Buffer.alloc(64, 0xff))],
])("a name server that answers with %s has failed", async ([, answer]) => {
  const { target } = await startDns(answer);
  expect(said(await runProbe(dns("db.shop.test", "A", { timeout: "2s" }), target, never))).toBe(
    "failed: expected A records, observed an answer that is no DNS message, or a broken one",
  );
});

test.for<readonly [string, (question: DnsQuestion) => DnsReply | undefined]>([
  ["nothing", () => undefined],
  ["another question's id", ({ id }) => ({ id: id ^ 1, records: [address("10.0.0.1")] })],
  [
    "an answer to another question",
    ({ section }) => ({ section: Buffer.concat([Buffer.from("\u0002no"), section.subarray(3)]) }),
  ],
  ["nothing over TCP", ({ over }) => (over === "udp" ? { truncated: true } : undefined)],
])("of a name server that answers with %s nothing came back: no evidence", async ([, answer]) => {
  const { target } = await startDns(answer);
  const outcome = await runProbe(dns("db.shop.test", "A", { timeout: "60ms" }), target, never);
  expect(said(outcome)).toMatch(/^error \(way\): no answer to the question in 60 ms\. UDP does not tell/);
  expect(outcome.latencyMs).toBeLessThan(2_000);
});

test("a port where no name server listens has failed, as has one that closes what it sent on to TCP", async () => {
  const words = "failed: expected A records, observed connection refused, or closed over TCP before an answer";
  expect(said(await runProbe(db, await closedPort(), never))).toBe(words);
  const reset = await startDns(
    () => ({ truncated: true }),
    (socket) => void socket.resume().once("data", () => socket.resetAndDestroy()),
  );
  expect(said(await runProbe(db, reset.target, never))).toBe(words);
});

test.for([
  [records("10.0.1.8", "10.0.1.7"), "passed"],
  [records("10.0.1.7"), "failed: expected records 10.0.1.7, observed records 10.0.1.7, 10.0.1.8"],
  [records(), "failed: expected no records, observed records 10.0.1.7, 10.0.1.8"],
  [records({ includes: ["10.0.1.8"], atLeast: 2, atMost: 2 }), "passed"],
  [records({ includes: ["10.0.1.9"] }), "failed: expected records with 10.0.1.9, observed records 10.0.1.7, 10.0.1.8"],
  [records({ count: 1 }), "failed: expected 1 record, observed records 10.0.1.7, 10.0.1.8"],
  [records<"A">({ accept: (all) => all.every((each) => each.address.startsWith("10.0.1.")) }), "passed"],
  [ttl({ atLeast: "5s", atMost: "1m" }), "passed"],
  [ttl({ atMost: "6s" }), "failed: expected a TTL of at most 6s, observed a TTL of 5 to 9 s"],
] as const)("records can be expected: %#", async ([expectation, ending]) => {
  const { target } = await startDns(() => ({ records: [address("10.0.1.7", 5), address("10.0.1.8", 9)] }));
  expect(said(await runProbe(db.expect(expectation), target, never))).toBe(ending);
});

test("names and addresses are compared, not the way in which they are written", async () => {
  const { target } = await startDns(({ type }) => ({
    records: [type === "AAAA" ? address("fd00::7") : service(0, 5, 80, "Web.shop.test")],
  }));
  const six = dns("db.shop.test", "AAAA").expect(records("FD00:0:0:0:0:0:0:7"));
  expect(said(await runProbe(six, target, never))).toBe("passed");
  const srv = dns("web.shop.test", "SRV").expect(records("0 5 80 web.shop.test."));
  expect(said(await runProbe(srv, target, never))).toBe("passed");
});

test("the system's name servers are asked in place of the target, and their silence is the prober's", async () => {
  const probe = dns("verdigris.invalid", "A", { timeout: "300ms", resolver: "system" });
  const outcome = await runProbe(probe, await closedPort(), never);
  expect(outcome.request).toBe("DNS A verdigris.invalid from the system's name servers");
  expect(said(outcome)).toMatch(
    /^(error \(prober\): no answer .* from the system's|failed: .* (NXDOMAIN|SERVFAIL|REFUSED))/,
  );
});

test("a name server may be given by its name, which takes time to resolve", async () => {
  const { target } = await startDns(() => ({ records: [address("10.0.1.7")] }));
  const outcome = await runProbe(db, { ...target, address: "localhost" }, never);
  expect(said(outcome)).toBe("passed");
  expect(Object.keys(outcome.phases)).toEqual(["dns", "request", "firstByte"]);
});

test("an abort rejects with its reason", async () => {
  const { target, questions } = await startDns(() => undefined);
  const controller = new AbortController();
  const outcome = runProbe(db, target, controller.signal);
  await expect.poll(() => questions.length).toBe(1);
  controller.abort(new Error("enough"));
  await expect(outcome).rejects.toThrow("enough");
});

test("the type of the records is that of the question", () => {
  const probe = dns("web.shop.test", "SRV").expect(
    records({ accept: (all) => (expectTypeOf(all).toEqualTypeOf<readonly ServiceRecord[]>(), all[0]?.port === 80) }),
  );
  expectTypeOf(probe).toEqualTypeOf<DnsProbe<"SRV">>();
  // @ts-expect-error a TTL is not known of such records
  probe.expect(ttl({ atMost: "1s" }));
  // @ts-expect-error no such type
  dns("web.shop.test", "ANY");
});

test.for(["", "a..b", "10.0.0.1", `${"a".repeat(64)}.test`, "a b.test", `${"a.".repeat(127)}test`])(
  "%j is no name to ask for",
  (name) => {
    expect(() => dns(name)).toThrow(RangeError);
  },
);

test("a name in another script is asked for in ASCII", () => {
  expect(String(dns("bücher.shop.test"))).toBe("DNS A xn--bcher-kva.shop.test");
});
