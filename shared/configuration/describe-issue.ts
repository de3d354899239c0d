import * as v from "valibot";

/** What is wrong with a configuration, and where: `health.path: expected a path that begins with "/", received "x"`. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? "(the whole)";
  // What valibot says of a member that is not there: `expected "path"`, in quotes, as if its name were its value.
  if (issue.kind === "schema" && issue.received === "undefined")
    return `${place}: expected it to be there, received nothing`;
  if (issue.message.startsWith("expected")) return `${place}: ${issue.message}`;
  return issue.expected === null
    ? `${place}: ${issue.message}`
    : `${place}: expected ${issue.expected}, received ${issue.received}`;
}
