import { printable } from "../printable.ts";
import { matchText, type TextPattern } from "../text-pattern.ts";
import { headerValues } from "./header-values.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { HttpExpectation } from "./http-expectation.ts";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The answer is a redirect to this location, as the peer wrote it: exactly this text, one that a pattern matches, or one for
 * which your function returns true. Where the probe follows redirects, the last that it followed.
 */
export function redirectsTo(location: TextPattern): HttpExpectation {
  const match = matchText(location);
  const text = `a redirect to ${match.text}`;
  return {
    text,
    secrets: match.secrets,
    toJSON: () => ({ redirectsTo: match.record }),
    judge: (answer) => {
      const { location } = answer.headers;
      if (REDIRECTS.has(answer.status) && Array.isArray(location)) {
        return { met: false, judged: false, expected: text, observed: `a redirect to ${location.length} places` };
      }
      const found = locationOf(answer);
      if (found === undefined) return { met: false, expected: text, observed: withoutLocation(answer) };
      return { met: match.accepts(found), expected: text, observed: `a redirect to ${printable(found)}` };
    },
  };
}

function locationOf({ status, headers, redirects }: HttpAnswer): string | undefined {
  return REDIRECTS.has(status) ? headerValues(headers, "location")[0] : redirects.at(-1);
}

function withoutLocation({ status }: HttpAnswer): string {
  return REDIRECTS.has(status) ? `status ${status} without a location` : `no redirect but status ${status}`;
}
