import { expect, test } from "vitest";
import { describeProblem } from "../../../../shared/probe/tls/describe-problem.ts";

const leaf = { subject: { CN: "shop.example" }, issuer: { CN: "R11" }, valid_from: "Nov  1 00:00:00 2026 GMT" };
const facts = { version: "TLSv1.3", cipher: "", alpn: undefined, serverName: undefined };
const now = Date.parse("2026-11-21T00:00:00Z");

function describe(problem: string, ...chain: readonly object[]): string {
  return describeProblem({ ...facts, problem, chain: chain as never }, "shop.example", now).observed;
}

test.for([
  [
    "CERT_HAS_EXPIRED",
    "Dec  1 00:00:00 2026 GMT",
    "Nov 20 12:00:00 2026 GMT",
    /an issuer's certificate \(R11\) that expired on 2026-11-20/,
  ],
  ["CERT_HAS_EXPIRED", "Bad time value", "Bad time value", /a certificate that expired on an unreadable date/],
  [
    "CERT_REVOKED",
    "Dec  1 00:00:00 2026 GMT",
    "Dec  1 00:00:00 2026 GMT",
    /^a certificate that does not verify \(CERT_REVOKED\)$/,
  ],
] as const)("%s names the certificate that is at fault (%#)", ([problem, own, issuers, observed]) => {
  const issuer = { ...leaf, subject: { CN: "R11" }, issuer: { O: "ISRG" }, valid_to: issuers };
  expect(describe(problem, { ...leaf, valid_to: own }, issuer)).toMatch(observed);
});

test("no certificate at all is said so", () => {
  expect(describe("UNSPECIFIED")).toBe("no certificate (UNSPECIFIED)");
});
