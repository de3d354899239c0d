/** A cookie as an answer sets it. All of it comes from a peer. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: string | undefined;
  readonly path: string | undefined;
  /** In lower case, without the dot that it may begin with. */
  readonly domain: string | undefined;
  /** Seconds; undefined where it is not said, or no whole number. */
  readonly maxAge: number | undefined;
  /** Milliseconds since 1970; undefined where it is not said, or no date. */
  readonly expires: number | undefined;
}

/** The cookies that lines of Set-Cookie set; what has no name is none. Of an attribute that comes twice, the last counts. */
export function readCookies(lines: readonly string[]): readonly Cookie[] {
  return lines.flatMap((line) => {
    const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
    const [name, value] = split(pair);
    if (name === "" || value === undefined) return [];
    const attributes = new Map(
      rest.map((part) => {
        const [key, text = ""] = split(part);
        return [key.toLowerCase(), text];
      }),
    );
    const expires = Date.parse(attributes.get("expires") ?? "");
    const maxAge = attributes.get("max-age") ?? "";
    return [
      {
        name,
        value,
        secure: attributes.has("secure"),
        httpOnly: attributes.has("httponly"),
        sameSite: attributes.get("samesite"),
        path: attributes.get("path"),
        domain: attributes.get("domain")?.toLowerCase().replace(/^\./u, ""),
        maxAge: /^-?\d+$/u.test(maxAge) ? Number(maxAge) : undefined,
        expires: Number.isNaN(expires) ? undefined : expires,
      },
    ];
  });
}

function split(part: string): readonly [name: string, value: string | undefined] {
  const at = part.indexOf("=");
  return at === -1 ? [part, undefined] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
