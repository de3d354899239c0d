import { expect, test } from "vitest";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";

test.for([
  { written: undefined, bake: 600_000 },
  { written: "0s", bake: 0 },
  { written: "0m", bake: 0 },
  { written: "90s", bake: 90_000 },
  { written: "55m", bake: 3_300_000 },
])("bake: $written is $bake ms", ({ written, bake }) => {
  expect(parseConfiguration(written === undefined ? {} : { bake: written }).bake).toBe(bake);
});

const TOO_LONG =
  "bake: expected 55m at most: CodeDeploy waits 60m for a hook, of which 5m are kept to hand over, to settle and to report; received";

test.for<[unknown, string]>([
  ["56m", `${TOO_LONG} 56m`],
  ["60m", `${TOO_LONG} 60m`],
  ["61m", 'bake: expected a duration such as "10m" or "90s", of 55m at most, or "0s" for none, received "61m"'],
  ["10", "bake: expected a duration"],
  [10, "bake: expected a duration"],
  ["-1s", "bake: expected a duration"],
  ["0", "bake: expected a duration"],
  [false, "bake: expected a duration"],
])("bake: %j is refused with why", ([bake, why]) => {
  expect(() => parseConfiguration({ bake })).toThrow(why);
});
