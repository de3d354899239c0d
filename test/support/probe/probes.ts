import type { HttpProbe } from "../../../shared/probe/http.ts";
import type { Outcome } from "../../../shared/probe/outcome.ts";
import { parseStatusCodes } from "../../../shared/probe/status-codes.ts";

/** GET /health, expecting 200. */
export function httpProbe(overrides: Partial<HttpProbe> = {}): HttpProbe {
  return {
    protocol: "http",
    method: "GET",
    path: "/health",
    headers: {},
    verifyCertificate: true,
    timeoutMs: 2_000,
    expect: { status: parseStatusCodes("200") },
    ...overrides,
  };
}

/** What an outcome says to a person, without the time it took. */
export function said(outcome: Outcome): string {
  if (outcome.kind === "passed") return "passed";
  if (outcome.kind === "error") return `error (${outcome.where}): ${outcome.observed}. ${outcome.likelyCause}`;
  return `failed${outcome.decisive ? " decisively" : ""}: expected ${outcome.expected}, observed ${outcome.observed}`;
}
