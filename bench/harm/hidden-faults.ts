import type { Version } from "./version.ts";

/** Broken versions that nobody but customers meets, or nothing but blue beside them shows: they ask /checkout and /orders, too. */
export const HIDDEN_FAULTS: readonly Version[] = [
  fault("2 % of the answers are errors", "error-rate=0.02"),
  fault("every checkout fails", "error-rate=1@/checkout"),
  fault("half of the checkouts fail", "error-rate=0.5@/checkout"),
  fault("a quarter of the checkouts fails: 5 % of the customers", "error-rate=0.25@/checkout"),
  fault("10 % of the checkouts fail: 2 % of the customers", "error-rate=0.1@/checkout"),
  fault("checkouts of one task of three fail", "one-task:error-rate=1@/checkout"),
  fault("connections of checkouts are reset", "reset-rate=1@/checkout"),
  fault("half of the checkouts are never answered", "hang-rate=0.5@/checkout"),
  fault("20 % of the checkouts are answered by no HTTP", "malformed-rate=0.2@/checkout"),
  {
    name: "the database's address is wrong",
    kind: "hidden",
    args: ["--green-env", "DATABASE_URL=postgres://127.0.0.1:1/"],
  },
  fault("more than two checkouts a second fail", "overload=2@/checkout"),
  fault("after ten checkouts a task answers nothing but errors", "leak=10@/checkout"),
  fault("every tenth checkout ends its task", "crash-on=10@/checkout"),
  slower("1.5 times as slow as blue", 1.5),
  slower("twice as slow as blue", 2),
];

function fault(name: string, written: string): Version {
  return { name, kind: "hidden", args: ["--green-fault", written] };
}

/** Answers that take a while are compared: of those that take none, twice as much is still none. */
function slower(name: string, factor: number): Version {
  const work = "WORK_MS=150";
  return {
    name,
    kind: "hidden",
    args: ["--green-fault", `slow=${factor}x`, "--blue-env", work, "--green-env", work],
  };
}
