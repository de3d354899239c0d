import type { Certificate } from "node:tls";

/** A certificate's issuer holds what the peer likes, at any length. */
const LONGEST = 1024;

/** `C=US, O=Let's Encrypt, CN=R11`: its first 1024 characters, not escaped. */
export function writeName(name: Certificate): string {
  return Object.entries(name)
    .flatMap(([kind, value]) => [value ?? []].flat().map((each) => `${kind}=${each}`))
    .join(", ")
    .slice(0, LONGEST);
}

/** The common name, or the organisation where there is none: what a person calls it; not escaped. */
export function shortName({ CN, O, ...others }: Certificate): string {
  const [short] = [CN ?? O ?? []].flat();
  return short?.slice(0, LONGEST) ?? (writeName(others) || "nobody");
}

/** Whether a name is such: text is equal to its common name or its organisation, a pattern matches what {@link writeName} gives. */
export function isNamed(name: Certificate, wanted: string | RegExp): boolean {
  if (wanted instanceof RegExp) return writeName(name).search(wanted) !== -1;
  return [name.CN ?? [], name.O ?? []].flat().includes(wanted);
}
