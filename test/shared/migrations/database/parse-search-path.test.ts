import { expect, test } from "vitest";
import { parseSearchPath } from "../../../../shared/migrations/database/parse-search-path.ts";

test.for([
  ['"$user", public', ["ann", "public"]],
  ["$user,Shop", ["ann", "shop"]],
  ['"My, ""own"" schema", x', ['My, "own" schema', "x"]],
  ['""', [""]],
  ["", []],
] as const)("the search path %s is of the schemas %j", ([path, schemas]) => {
  expect(parseSearchPath(path, "ann")).toEqual(schemas);
});
