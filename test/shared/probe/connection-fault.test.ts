import { expect, test } from "vitest";
import { classifyConnectionError } from "../../../shared/probe/connection-fault.ts";
import { PeerFault } from "../../../shared/probe/peer-fault.ts";
import { PhaseTimeout } from "../../../shared/probe/phase-timeout.ts";
import { ProberFault } from "../../../shared/probe/prober-fault.ts";
import { CertificateFault } from "../../../shared/probe/tls/certificate-fault.ts";

const withCode = (code: string, cause?: unknown): Error =>
  Object.assign(new Error("said the library", { cause }), { code });

test.for(["ECONNREFUSED", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_OVERFLOW"])(
  "%s is the peer's doing",
  (code) => {
    expect(classifyConnectionError(withCode(code)).kind).toBe("failed");
  },
);

test.for([
  ["CERT_HAS_EXPIRED", /^a certificate that does not verify \(/],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /^a certificate that does not verify \(/],
  ["EPROTO", /^a broken TLS handshake \(EPROTO\)$/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", /^an answer that is not TLS \(/],
  ["ERR_SSL_UNSUPPORTED_PROTOCOL", /^no TLS version in common \(/],
  ["ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR", /^the TLS alert "internal error" \(/],
  ["ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", /^the TLS alert "handshake failure" \(/],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", /^the TLS alert "certificate required" \(/],
  ["ERR_SSL_TLSV1_UNRECOGNIZED_NAME", /^the TLS alert "unrecognized name" \(/],
  ["ERR_SSL_BAD_SIGNATURE", /^a broken TLS handshake \(/],
] as const)("%s is the peer's certificate or handshake", ([code, observed]) => {
  const fault = classifyConnectionError(withCode(code));
  expect(fault).toMatchObject({ kind: "failed", likelyCause: expect.stringMatching(/./) });
  expect(fault.observed).toMatch(observed);
  expect(fault.observed).toContain(code);
});

const facts = { version: "TLSv1.3", cipher: "", alpn: undefined, serverName: undefined };

test("a bad certificate needs no statistics; one for another name than a guessed one is no evidence", () => {
  const expired = new CertificateFault({ ...facts, chain: [], problem: "CERT_HAS_EXPIRED" }, "shop.example");
  expect(classifyConnectionError(new Error("wrapped", { cause: expired }))).toMatchObject({ kind: "failed" });
  expect(classifyConnectionError(expired)).toMatchObject({ kind: "failed", decisive: true });
  const misnamed = new CertificateFault({ ...facts, chain: [], problem: "ERR_TLS_CERT_ALTNAME_INVALID" }, "10.0.1.7");
  expect(classifyConnectionError(misnamed, false)).toMatchObject({ kind: "error", where: "prober" });
  expect(classifyConnectionError(misnamed, true)).toMatchObject({ kind: "failed", decisive: true });
});

test("what a prober says of a peer, or of itself, is taken as it is", () => {
  expect(classifyConnectionError(new PeerFault("headers larger than 16 KiB", "a loop"))).toEqual({
    kind: "failed",
    observed: "headers larger than 16 KiB",
    likelyCause: "a loop",
  });
  expect(classifyConnectionError(new PeerFault("more than was asked for"))).toEqual({
    kind: "failed",
    observed: "more than was asked for",
  });
  expect(classifyConnectionError(new ProberFault("way", "no route", "its subnets"))).toEqual({
    kind: "error",
    where: "way",
    observed: "no route",
    likelyCause: "its subnets",
  });
});

test.for([
  ["dns", "error", "the name server did not answer"],
  ["connect", "error", "no connection in time"],
  ["tls", "failed", "no TLS handshake in 80 ms"],
  ["request", "failed", "the request not taken in 80 ms"],
  ["firstByte", "failed", "no answer in 80 ms"],
  ["body", "failed", "no whole body in 80 ms"],
] as const)("time that was up in phase %s is said of that phase", ([phase, kind, observed]) => {
  expect(classifyConnectionError(new PhaseTimeout(phase, 80))).toMatchObject({ kind, observed });
});

test.for([
  ["ETIMEDOUT", "way", /security group/],
  ["EHOSTUNREACH", "way", /no route/],
  ["ENETUNREACH", "way", /no route/],
  ["ENOTFOUND", "prober", /DNS/],
  ["EAI_AGAIN", "prober", /DNS/],
  ["EMFILE", "prober", /probing\.rate/],
  ["EADDRNOTAVAIL", "prober", /probing\.rate/],
  ["EACCES", "prober", /no route/],
  ["UND_ERR_INVALID_ARG", "prober", /hooks\.config\.ts/],
] as const)("%s is no evidence against the peer (%s)", ([code, where, cause]) => {
  const fault = classifyConnectionError(withCode(code));
  expect(fault).toMatchObject({ kind: "error", where, likelyCause: expect.stringMatching(cause) });
});

test("the code is found where a library wrapped it", () => {
  const wrapped = new Error("fetch failed", { cause: new AggregateError([withCode("ECONNREFUSED")]) });
  expect(classifyConnectionError(wrapped)).toMatchObject({ kind: "failed", observed: "connection refused" });
});

test.for([new Error("what\nis this"), "a string", undefined, null, { code: 7 }])(
  "%s, which nobody knows, is no evidence and is said in one line",
  (thrown) => {
    const fault = classifyConnectionError(thrown);
    expect(fault).toMatchObject({ kind: "error", where: "prober", observed: expect.not.stringContaining("\n") });
  },
);
