import { createSecureContext } from "node:tls";
import { expect, test } from "vitest";
import { not } from "../../../../shared/probe/expectation.ts";
import { sameProbe } from "../../../../shared/probe/probe-base.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { alpn } from "../../../../shared/probe/tls/alpn.ts";
import { certificate } from "../../../../shared/probe/tls/certificate.ts";
import { cipher } from "../../../../shared/probe/tls/cipher.ts";
import { tls, type TlsProbe } from "../../../../shared/probe/tls/tls-probe.ts";
import { tlsVersion } from "../../../../shared/probe/tls/tls-version.ts";
import { trusted } from "../../../../shared/probe/tls/trusted.ts";
import { certificates, issue, NAME } from "../../../support/probe/certificates.ts";
import { said } from "../../../support/probe/probes.ts";
import { isGone } from "../../../support/probe/start-server.ts";
import { secured, startTls, startTlsUpTo } from "../../../support/probe/start-tls.ts";

const never = new AbortController().signal;
const fingerprintOf = async (probe: TlsProbe, target: Parameters<typeof runProbe>[1]): Promise<string | undefined> => {
  const outcome = await runProbe(probe, target, never);
  return outcome.kind === "passed" ? outcome.answer.tls.chain[0]?.fingerprint256 : said(outcome);
};

test("a handshake passes with what it showed, and the connection is closed", async () => {
  const { target, connections } = await startTls(certificates.chain(), { ALPNProtocols: ["h2", "http/1.1"] });
  const probe = tls({ alpn: ["http/1.1"] }).expect(trusted(), alpn("http/1.1"), not(alpn("h2")));
  const outcome = await runProbe(probe, target, never);
  expect(said(outcome)).toBe("passed");
  if (outcome.kind !== "passed") return;
  const { tls: facts, phases, latencyMs } = outcome.answer;
  expect(facts).toMatchObject({ version: "TLSv1.3", alpn: "http/1.1", serverName: NAME, problem: undefined });
  expect(facts.chain.map(({ subject }) => subject.CN)).toEqual([NAME, "Zoo Issuer", "Zoo Root"]);
  expect(JSON.stringify(facts)).toContain("Zoo Root");
  expect(Object.keys(phases)).toEqual(["connect", "tls"]);
  expect(latencyMs).toBeLessThanOrEqual(outcome.latencyMs);
  await expect.poll(() => connections.every(isGone)).toBe(true);
});

test("a peer that says nothing after the handshake, not even a ticket, is not waited for long", async () => {
  const { target } = await startTlsUpTo("end", () => undefined);
  const outcome = await runProbe(tls(), target, never);
  expect(said(outcome)).toBe("passed");
  expect(outcome.latencyMs).toBeLessThan(700);
  const answered = outcome.kind === "passed" ? outcome.answer.latencyMs : Infinity;
  expect(outcome.latencyMs - answered).toBeGreaterThan(40);
});

test("a peer whose certificate need not verify is one whose problem an expectation can judge", async () => {
  const server = await startTls(certificates.selfSigned());
  const { target } = secured(server, { verify: false });
  const signed = "a certificate that does not verify: it signed itself (DEPTH_ZERO_SELF_SIGNED_CERT)";
  expect(said(await runProbe(tls(), target, never))).toBe("passed");
  expect(said(await runProbe(tls().expect(trusted()), target, never))).toBe(
    `failed decisively: expected a certificate that verifies, observed ${signed}`,
  );
  expect(said(await runProbe(tls().expect(not(trusted())), target, never))).toBe("passed");
});

test("a certificate that is not for a guessed address is no evidence; for a name that was given it is", async () => {
  const { target } = await startTls(certificates.good());
  const { ca } = target.tls ?? {};
  const guessed = { ...target, tls: { ...(ca !== undefined && { ca }) } };
  expect(said(await runProbe(tls(), guessed, never))).toMatch(
    /^error \(prober\): a certificate for shop\.example, not for 127\.0\.0\.1 .*set `host`/,
  );
  expect(said(await runProbe(tls({ serverName: "x.example" }), guessed, never))).toMatch(
    /^failed decisively: expected a TLS handshake, observed a certificate for shop\.example, not for x\.example/,
  );
});

test("the server name of a probe is sent, and the certificate must be for it, whatever the target's is", async () => {
  const other = certificates.wrongName();
  const { target } = await startTls(certificates.good(), {
    SNICallback: (name, done) => done(null, createSecureContext(name === NAME ? certificates.good() : other)),
  });
  const probe = tls({ serverName: "other.example" }).expect(certificate({ name: "other.example" }));
  expect(said(await runProbe(probe, target, never))).toBe("passed");
  const named = { ...target, tls: { ...target.tls, certificateName: NAME } };
  expect(said(await runProbe(probe, named, never))).toBe("passed");
});

test.for(["TLSv1.2", "TLSv1.3"] as const)(
  "a session of one address is not resumed at another, over %s: each shows its own certificate",
  async (maxVersion) => {
    const [one, two] = [1, 2].map(() => issue({ name: NAME, issuer: certificates.authority() }));
    if (!one || !two) throw new Error("no certificates");
    const ticketKeys = Buffer.alloc(48, 7);
    const first = await startTls(one, { maxVersion, ticketKeys }, undefined, "127.0.7.1");
    const second = await startTls(two, { maxVersion, ticketKeys }, undefined, "127.0.7.2");
    const seen: (string | undefined)[] = [];
    for (const { target } of [first, second, first, second]) seen.push(await fingerprintOf(tls(), target));
    expect(seen[0]).toMatch(/^([\dA-F]{2}:){31}/);
    expect(seen[0]).not.toBe(seen[1]);
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
  },
);

test("an old version is spoken only by a probe that asks for it", async () => {
  const options = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  const { target } = await startTls(certificates.good(), options);
  const old = tls({ maxVersion: "TLSv1.1" });
  expect(said(await runProbe(old.expect(tlsVersion("TLSv1", "TLSv1.1"), cipher(/CBC|SHA/)), target, never))).toBe(
    "passed",
  );
  const modern = old.expect(tlsVersion({ atLeast: "TLSv1.2" }), cipher("TLS_AES_128_GCM_SHA256"));
  expect(said(await runProbe(modern, target, never))).toMatch(
    /^failed: expected TLSv1\.2 or newer and cipher TLS_AES_128_GCM_SHA256, observed TLSv1\.1 and cipher ECDHE-/,
  );
});

test("TLS is spoken with a target that has no settings for it, too", async () => {
  const { target } = await startTls(certificates.good());
  const { tls: _, ...bare } = target;
  expect(said(await runProbe(tls({ serverName: NAME }), bare, never))).toMatch(/Zoo Root, is not known/);
});

test("a probe is a value: it is copied, compared, printed and recorded", () => {
  const probe = tls({ serverName: NAME, alpn: ["h2"], timeout: "2s" });
  const stricter = probe.expect(
    certificate({ validFor: "30d", issuer: /Encrypt/ }),
    tlsVersion({ atLeast: "TLSv1.3" }),
  );
  expect(sameProbe(probe, tls({ serverName: NAME, alpn: ["h2"], timeout: "2s" }))).toBe(true);
  expect(sameProbe(probe, stricter)).toBe(false);
  expect(String(stricter)).toBe("TLS handshake as shop.example");
  expect(stricter.toJSON()).toEqual({
    kind: "tls",
    serverName: NAME,
    alpn: ["h2"],
    timeoutMs: 2_000,
    phaseTimeoutsMs: { dns: 1_000, connect: 1_000 },
    expect: [
      "a TLS handshake",
      { certificate: { validFor: "30d", issuer: "/Encrypt/" } },
      { tlsVersion: { atLeast: "TLSv1.3" } },
    ],
  });
});

test.for([
  [() => tls({ serverName: "a b" }), /serverName/],
  [() => tls({ alpn: [""] }), /alpn/],
  [() => tls({ minVersion: "TLSv1.3", maxVersion: "TLSv1.2" }), /minVersion/],
  [() => certificate({}), /at least one demand/],
  [() => certificate({ validFor: "-1d" }), /number of days/],
  [() => certificate({ chain: { length: 0 } }), /chain\.length/],
  [() => certificate({ fingerprint: "ab:cd" }), /fingerprint/],
] as const)("what means nothing is refused (%#)", ([make, message]) => {
  expect(make).toThrow(RangeError);
  expect(make).toThrow(message);
});
