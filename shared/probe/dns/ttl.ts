import { milliseconds, type Duration } from "../duration.ts";
import type { Expectation } from "../expectation.ts";
import type { DnsAnswer } from "./dns-answer.ts";

export interface TtlBounds {
  readonly atLeast?: Duration;
  readonly atMost?: Duration;
}

/** How long each address may be kept: known of `A` and `AAAA` records only. */
export function ttl({ atLeast, atMost }: TtlBounds): Expectation<DnsAnswer<"A" | "AAAA">> {
  const [least, most] = [atLeast, atMost].map((bound) => bound && milliseconds(bound) / 1_000);
  const bounds = [...(atLeast ? [`at least ${atLeast}`] : []), ...(atMost ? [`at most ${atMost}`] : [])];
  const text = `a TTL of ${bounds.join(" and ") || "any length"}`;
  return {
    text,
    toJSON: () => ({ ttl: { atLeast: atLeast ?? null, atMost: atMost ?? null } }),
    judge: ({ records }) => {
      const ttls = records.map((record) => record.ttl);
      const met = ttls.length > 0 && ttls.every((each) => each >= (least ?? 0) && each <= (most ?? Infinity));
      const [lowest, highest] = [Math.min(...ttls), Math.max(...ttls)];
      const range = lowest === highest ? `${lowest} s` : `${lowest} to ${highest} s`;
      return { met, expected: text, observed: ttls.length === 0 ? "no records" : `a TTL of ${range}` };
    },
  };
}
