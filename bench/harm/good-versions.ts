import { blueScalesTo } from "../../rehearsal/incidents/blue-scales-to.ts";
import { momentAt } from "../../rehearsal/moment.ts";
import type { Version } from "./version.ts";

/** Versions that are fit for customers. Each but one ships a migration that adds a table. */
export const GOOD_VERSIONS: readonly Version[] = [
  good("no errors"),
  good("no errors, again"),
  good("0.1 % of the answers are errors", "--green-fault", "error-rate=0.001"),
  good("0.1 % of the answers are errors, others of them", "--green-fault", "error-rate=0.001"),
  good("0.1 % of the answers at / break off", "--green-fault", "truncated-rate=0.001@/"),
  good("0.1 % of the checkouts fail", "--green-fault", "error-rate=0.001@/checkout"),
  good("it starts 1 s later", "--green-env", "START_MS=1000"),
  good("it starts 2.5 s later", "--green-env", "START_MS=2500"),
  good("its first answers take 300 ms", "--green-env", "COLD_MS=300"),
  good("it starts 1 s later, and its first answers take 500 ms", ...green("START_MS=1000", "COLD_MS=500")),
  good("both take 20 ms", ...both("WORK_MS=20")),
  good("both take 100 ms", ...both("WORK_MS=100")),
  good("55 ms in place of 50", "--blue-env", "WORK_MS=50", "--green-env", "WORK_MS=55"),
  good("40 ms in place of 80", "--blue-env", "WORK_MS=80", "--green-env", "WORK_MS=40"),
  good("5 ms in place of none", "--green-env", "WORK_MS=5"),
  good("answers of 20 kB", "--green-env", "BODY_BYTES=20000"),
  good("answers of 200 kB", "--green-env", "BODY_BYTES=200000"),
  good("one task", "--tasks", "1"),
  good("two tasks", "--tasks", "2"),
  good("six tasks", "--tasks", "6"),
  good("nothing to migrate", "--migrations", "none"),
  good("a canary of 10 %", "--deployment-config", "canary:10:5"),
  good("25 % more each minute", "--deployment-config", "linear:25:1"),
  { ...good("blue has scaled in to two since"), incidents: [blueScalesTo(2, momentAt("AfterInstall"))] },
];

function good(name: string, ...args: readonly string[]): Version {
  return { name, kind: "good", args };
}

function green(...variables: readonly string[]): readonly string[] {
  return variables.flatMap((each) => ["--green-env", each]);
}

function both(variable: string): readonly string[] {
  return ["--blue-env", variable, "--green-env", variable];
}
