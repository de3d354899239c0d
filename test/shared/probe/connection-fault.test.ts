import { expect, test } from "vitest";
import { classifyConnectionError } from "../../../shared/probe/connection-fault.ts";

const withCode = (code: string, cause?: unknown): Error =>
  Object.assign(new Error("said the library", { cause }), { code });

test.for(["ECONNREFUSED", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_OVERFLOW"])(
  "%s is the peer's doing",
  (code) => {
    expect(classifyConnectionError(withCode(code)).kind).toBe("failed");
  },
);

test.for([
  "CERT_HAS_EXPIRED",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
  "EPROTO",
])("%s is the peer's certificate or handshake", (code) => {
  expect(classifyConnectionError(withCode(code))).toMatchObject({
    kind: "failed",
    observed: expect.stringContaining(code),
  });
});

test.for([
  ["ETIMEDOUT", "way", /security group/],
  ["PROBE_CONNECT_TIMEOUT", "way", /security group/],
  ["EHOSTUNREACH", "way", /no route/],
  ["ENETUNREACH", "way", /no route/],
  ["ENOTFOUND", "prober", /DNS/],
  ["EAI_AGAIN", "prober", /DNS/],
  ["PROBE_LOOKUP_TIMEOUT", "prober", /DNS/],
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
