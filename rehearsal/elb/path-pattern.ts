/**
 * Whether a request's path fits the path pattern of a listener rule: `*` stands for any run of characters (none
 * included), `?` for exactly one; case counts, and the query does not take part.
 */
export function matchesPathPattern(pattern: string, requestTarget: string): boolean {
  const path = requestTarget.split("?", 1)[0] ?? "";
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/gu, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "su").test(path);
}
