import { expect, test } from "vitest";
import { not } from "../../../../shared/probe/expectation.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { certificate } from "../../../../shared/probe/tls/certificate.ts";
import type { CertificateDemands } from "../../../../shared/probe/tls/certificate-demands.ts";
import { tls } from "../../../../shared/probe/tls/tls-probe.ts";
import type { TlsFacts } from "../../../../shared/probe/tls/tls-facts.ts";
import { certificates, dayFromNow, NAME } from "../../../support/probe/certificates.ts";
import type { KeyPair } from "../../../support/probe/self-signed.ts";
import { secured, startTls } from "../../../support/probe/start-tls.ts";

const DAY_MS = 24 * 3_600_000;

async function factsOf(pair: KeyPair): Promise<TlsFacts> {
  const server = await startTls(pair, { ciphers: "DEFAULT:@SECLEVEL=0" });
  const { target } = secured(server, { verify: false });
  const outcome = await runProbe(tls(), target, new AbortController().signal);
  if (outcome.kind !== "passed") throw new Error("no handshake");
  return outcome.answer.tls;
}

const { good, chain, expired, notYetValid, expiring, selfSigned, weak, wrongName } = certificates;

test.for<[string, CertificateDemands, () => KeyPair, string]>([
  ["valid for long", { validFor: "30d" }, good, `expires in 89 days (${dayFromNow(90)})`],
  ["for this name", { name: NAME }, good, "is for shop.example"],
  ["of this issuer", { issuer: "Zoo Root" }, good, "was issued by Zoo Root"],
  ["of an organisation", { issuer: "Zoo" }, good, "was issued by Zoo Root"],
  ["of an issuer that matches", { issuer: /O=Zoo/ }, good, "was issued by Zoo Root"],
  ["in a chain of three", { chain: { length: 3 } }, chain, "is one of a chain of 3"],
  ["in a chain with", { chain: { includes: "Zoo Issuer" } }, chain, `has the chain ${NAME}, Zoo Issuer, Zoo Root`],
  ["signed by another", { selfSigned: false }, good, "was signed by another"],
  ["signed by itself", { selfSigned: true }, selfSigned, "signed itself"],
  ["with a long key", { keyBits: { rsa: 2048, ec: 256 } }, good, "has a key of EC of 256 bits"],
])("a certificate %s is as it is expected", async ([, demands, pair, observed]) => {
  const facts = await factsOf(pair());
  const expectation = certificate(demands);
  expect(await expectation.judge({ tls: facts })).toEqual({
    met: true,
    expected: expectation.text,
    observed: `a certificate that ${observed}`,
  });
  expect(await not(expectation).judge({ tls: facts })).toMatchObject({
    met: false,
    expected: `not ${expectation.text}`,
  });
});

test.for<[string, CertificateDemands, () => KeyPair, string, string]>([
  [
    "expires soon",
    { validFor: "30d" },
    expiring,
    "is valid for 30 more days",
    `expires in 3 days (${dayFromNow(3.5)})`,
  ],
  ["has expired", { validFor: "1d" }, expired, "is valid for 1 more day", `expired 2 days ago (${dayFromNow(-2)})`],
  [
    "is not valid yet",
    { validFor: "1d" },
    notYetValid,
    "is valid for 1 more day",
    `is not valid before ${dayFromNow(10)}`,
  ],
  ["is for another name", { name: NAME }, wrongName, `is for ${NAME}`, "is for other.example"],
  ["is of another issuer", { issuer: /Encrypt/ }, good, "was issued by /Encrypt/", "was issued by Zoo Root"],
  ["has a longer chain", { chain: { length: 2 } }, chain, "is one of a chain of 2", "is one of a chain of 3"],
  [
    "has another chain",
    { chain: { includes: "ISRG" } },
    good,
    "has ISRG in its chain",
    `has the chain ${NAME}, Zoo Root`,
  ],
  ["signed itself", { selfSigned: false }, selfSigned, "was signed by another", "signed itself"],
  [
    "has a short key",
    { keyBits: { rsa: 2048 } },
    weak,
    "has a key of RSA of 2048 bits at least",
    "has a key of RSA of 1024 bits",
  ],
  [
    "has a key of another kind",
    { keyBits: { ec: 256 } },
    weak,
    "has a key of EC of 256 bits at least",
    "has a key of RSA of 1024 bits",
  ],
])("a certificate that %s decides alone", async ([, demands, pair, expected, observed]) => {
  const facts = await factsOf(pair());
  expect(await certificate(demands).judge({ tls: facts })).toEqual({
    met: false,
    decisive: true,
    expected: `a certificate that ${expected}`,
    observed: `a certificate that ${observed}`,
  });
  expect(await not(certificate(demands)).judge({ tls: facts })).toMatchObject({ met: true });
});

test("only what is not met is named, and all of it", async () => {
  const facts = await factsOf(wrongName());
  const expectation = certificate({ name: NAME, issuer: "Zoo Root", selfSigned: true });
  expect(await expectation.judge({ tls: facts })).toMatchObject({
    expected: "a certificate that is for shop.example and signed itself",
    observed: "a certificate that is for other.example and was signed by another",
  });
});

test("the days are counted by the clock that is given, for the issuers, too", async () => {
  const facts = await factsOf(chain());
  const later = certificate({ validFor: "30d" }, () => Date.now() + 70 * DAY_MS);
  expect(await later.judge({ tls: facts })).toMatchObject({ observed: expect.stringMatching(/expires in 19 days/) });
  const [leaf, issuer] = facts.chain;
  if (!leaf || !issuer) throw new Error("no chain");
  const soon = { ...issuer, valid_to: new Date(Date.now() + 5 * 3_600_000 + 60_000).toUTCString() };
  expect(await certificate({ validFor: "1d" }).judge({ tls: { ...facts, chain: [leaf, soon] } })).toMatchObject({
    observed: expect.stringMatching(
      /^a certificate that has an issuer, Zoo Issuer, whose certificate expires in 5 hours/,
    ),
  });
});

test("a pinned certificate is known by its fingerprint, however that is written", async () => {
  const facts = await factsOf(good());
  const fingerprint = facts.chain[0]?.fingerprint256 ?? "";
  for (const written of [fingerprint, fingerprint.replaceAll(":", "").toLowerCase()]) {
    expect(await certificate({ fingerprint: written }).judge({ tls: facts })).toMatchObject({ met: true });
  }
});

test("an answer without TLS has no certificate, and neither has a handshake that showed none", async () => {
  const expectation = certificate({ name: NAME });
  expect(await expectation.judge({ tls: undefined })).toMatchObject({ met: false, observed: "an answer without TLS" });
  const facts = { ...(await factsOf(good())), chain: [] };
  expect(await expectation.judge({ tls: facts })).toMatchObject({ met: false, observed: "no certificate" });
});

test("names that a certificate holds cannot act on a terminal", async () => {
  const facts = await factsOf(good());
  const [leaf] = facts.chain;
  if (!leaf) throw new Error("no certificate");
  const hostile = { ...leaf, subjectaltname: `DNS:\u001B[2J${"a".repeat(10_000)}`, issuer: { CN: "\u202Egood" } };
  const judged = await certificate({ name: NAME, issuer: "x" }).judge({ tls: { ...facts, chain: [hostile] } });
  expect(judged.observed).toMatch(/^[\u0020-\u007E…]{1,400}$/);
});
