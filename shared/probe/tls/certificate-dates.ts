import type { PeerCertificate } from "node:tls";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When a certificate begins and ends to be valid, in milliseconds since 1970; NaN where it does not say so readably. */
export function datesOf({ valid_from, valid_to }: Pick<PeerCertificate, "valid_from" | "valid_to">): {
  readonly from: number;
  readonly to: number;
} {
  return { from: Date.parse(valid_from), to: Date.parse(valid_to) };
}

/** `2026-11-24`, in UTC. */
export function writeDate(at: number): string {
  return Number.isNaN(at) ? "an unreadable date" : new Date(at).toISOString().slice(0, "2026-11-24".length);
}

/** `expires in 3 days (2026-11-24)`, `expired 5 hours ago (2026-11-20)`, `is not valid before 2026-12-01`. */
export function describeValidity(certificate: Pick<PeerCertificate, "valid_from" | "valid_to">, now: number): string {
  const { from, to } = datesOf(certificate);
  if (from > now) return `is not valid before ${writeDate(from)}`;
  return to > now
    ? `expires in ${writeSpan(to - now)} (${writeDate(to)})`
    : `expired ${writeSpan(now - to)} ago (${writeDate(to)})`;
}

function writeSpan(ms: number): string {
  const [count, unit] = ms >= DAY_MS ? [Math.floor(ms / DAY_MS), "day"] : [Math.floor(ms / HOUR_MS), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
