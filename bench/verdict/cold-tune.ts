/** Tunes one plan in a process that has just begun, and prints the milliseconds it took; the bench runs it again and again. */
import { performance } from "node:perf_hooks";
import { planFor } from "../../shared/verdict/default-plan.ts";
import { tune } from "../../shared/verdict/tune.ts";
import { designTwoLevels } from "../../shared/verdict/two-level-design.ts";

const [healthy, bad, falseRollback, falsePass, members = 0, atMost = 0] = process.argv.slice(2).map(Number);
if (healthy === undefined || bad === undefined || falseRollback === undefined || falsePass === undefined) {
  throw new Error("usage: cold-tune.ts <healthy> <bad> <falseRollback> <falsePass> [members] [atMost]");
}
const risk = { healthy, bad, falseRollback, falsePass };
const limit = atMost > 0 ? atMost : undefined;
const startedAt = performance.now();
const made = members > 0 ? designTwoLevels(planFor(risk), members, limit) : tune(risk, { atMost: limit });
const took = performance.now() - startedAt;
if (!made) throw new Error("expected a plan that can decide");
console.log(took);
