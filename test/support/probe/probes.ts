import { get, type HttpProbe } from "../../../shared/probe/http/http-probe.ts";
import type { HttpOptions } from "../../../shared/probe/http/http-request.ts";
import type { Outcome } from "../../../shared/probe/outcome.ts";

/** GET /health, expecting 200. */
export function httpProbe(options: HttpOptions = {}): HttpProbe {
  return get("/health", { timeout: "2s", ...options }).expect(200);
}

/** What an outcome says to a person, without the time it took. */
export function said(outcome: Outcome): string {
  if (outcome.kind === "passed") return "passed";
  if (outcome.kind === "error") return `error (${outcome.where}): ${outcome.observed}. ${outcome.likelyCause}`;
  return `failed${outcome.decisive ? " decisively" : ""}: expected ${outcome.expected}, observed ${outcome.observed}`;
}
