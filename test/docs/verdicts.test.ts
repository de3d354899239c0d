import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { NAIVE_RULES, followRule } from "../../bench/verdict/naive-rules.ts";
import { ONE_DEAD } from "../../bench/verdict/naive-figures.ts";
import { PICTURES } from "../../bench/verdict/pictures/pictures.ts";
import { SERVED_SITUATIONS, simulateServed } from "../../bench/verdict/served-minutes.ts";
import { judgeTwoLevels } from "../../bench/verdict/two-levels.ts";
import { designCheck } from "../../shared/checks/check-design.ts";
import { describePassed } from "../../shared/checks/judgement-sentence.ts";
import { addOutcome, decideSeen, nothingSeen, type Seen } from "../../shared/checks/seen.ts";
import { percentUp } from "../../shared/checks/sentence-parts.ts";
import { parseConfiguration } from "../../shared/configuration/load-configuration.ts";
import { comparisonSettings } from "../../shared/configuration/comparison-settings.ts";
import { planFor, PLANNED_CHECKS } from "../../shared/configuration/plan-for.ts";
import type { HooksConfig } from "../../shared/configuration/schema.ts";
import type { Outcome } from "../../shared/probe/outcome.ts";
import { errorsToFail } from "../../shared/verdict/boundary.ts";
import { DEFAULT_RISK, planFor as levelsFor, planForLatency } from "../../shared/verdict/default-plan.ts";
import { roundsToPass } from "../../shared/verdict/compare/rounds-to-pass.ts";
import { computeExactRisks } from "../../shared/verdict/exact-risks.ts";
import { minimumMeanSamples } from "../../shared/verdict/minimum-samples.ts";
import { samplesForPercentile } from "../../shared/verdict/percentile.ts";
import { tune } from "../../shared/verdict/tune.ts";
import { designTwoLevels } from "../../shared/verdict/two-level-design.ts";
import { upperBoundFixed } from "../../shared/verdict/upper-bound.ts";
import { ROOT } from "../repository/source-files.ts";
import { assignTo } from "../support/probe/judge.ts";
import { ExampleFolder } from "./example-folder.ts";
import { readExamples, readTable } from "./read-examples.ts";

const VERDICTS = "docs/verdicts.md";
/** As one line: where its lines break, and what quotes them, says nothing. */
const text = read(VERDICTS).replaceAll(/\n(?:> ?)?/gu, " ");
const examples = readExamples(VERDICTS);
const folder = new ExampleFolder(examples);
afterAll(() => folder[Symbol.dispose]());

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

test("the pictures are those that npm run pictures makes, and each is in the document", () => {
  expect(readdirSync(path.join(ROOT, "docs/pictures")).toSorted()).toEqual(Object.keys(PICTURES).toSorted());
  for (const [name, draw] of Object.entries(PICTURES)) {
    expect(draw()).toBe(read(`docs/pictures/${name}`));
    expect(text).toContain(`(pictures/${name})`);
  }
});

test("every example compiles, and every check's plan in it can decide on ten tasks", async () => {
  expect(await folder.compile()).toBe("");
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    const { default: written } = (await import(folder.fileOf(example))) as { default: unknown };
    const configuration = parseConfiguration(written);
    for (const check of PLANNED_CHECKS) expect(designCheck(planFor(configuration, check), 10)).toHaveProperty("errors");
  }
});

test.for(readTable(VERDICTS, "One request proves nothing"))("%s good answers exclude %s", ([samples, bound]) => {
  expect(bound).toBe(percentUp(upperBoundFixed({ samples: Number(samples), errors: 0 }, 0.99)));
});

test("the means and risks of the plans are those that the engine computes", () => {
  const plans = [DEFAULT_RISK, levelsFor().member, planForLatency(0.99)];
  const computed = plans.map((plan) => {
    const minimum = minimumMeanSamples(plan);
    const { meanHealthy = 0, meanBad = 0, falseRollback = 1, falsePass = 1 } = tune(plan)?.exact ?? {};
    return [
      `${meanHealthy.toFixed(1)} (${minimum.healthy.toFixed(1)})`,
      `${meanBad.toFixed(1)} (${minimum.bad.toFixed(1)})`,
      `${(100 * falseRollback).toFixed(3)} %`,
      `${(100 * falsePass).toFixed(3)} %`,
    ];
  });
  expect(readTable(VERDICTS, "Looking after every probe").map(([, ...cells]) => cells)).toEqual(computed);
});

test("the situations of the load balancer's counts come to what their table says", () => {
  const chance = (count: number): string => `${(count / 20).toFixed(2)} %`;
  const computed = SERVED_SITUATIONS.map((situation) => {
    const { failed, passed, undecided, minutes } = simulateServed(situation, 2000);
    const cells = [failed, passed, undecided].map(chance);
    return [situation.name, String(situation.traffic), ...cells, minutes.toFixed(1)];
  });
  expect(readTable(VERDICTS, "What the load balancer counts")).toEqual(computed);
});

const oneDecimal = (chance: number): string => `${(100 * chance).toFixed(1)} %`;

test("the naive rules do what their table says", () => {
  const computed = NAIVE_RULES.map(({ name, next }) => {
    const healthy = followRule(next, 0.001);
    const passes = [0.05, 0.2, 0.5, ONE_DEAD].map((rate) => oneDecimal(followRule(next, rate).passed));
    return [name, healthy.meanSamples.toFixed(0), oneDecimal(1 - healthy.passed), ...passes];
  });
  expect(readTable(VERDICTS, "Naive rules and these").slice(1)).toEqual(computed);
});

test("and ours does what it says there", () => {
  const [ours = []] = readTable(VERDICTS, "Naive rules and these");
  const design = designTwoLevels(levelsFor(), 10);
  if (!design) throw new Error("expected a design");
  const at = (rate: number, last = rate) => judgeTwoLevels(design, (member) => (member === 9 ? last : rate), 2000);
  expect(at(0.001).meanSamples / Number(ours[1])).toBeCloseTo(1, 1);
  expect(ours[2]).toBe(oneDecimal(design.falseRollback));
  const passes = [at(0.05), at(0.2), at(0.5), at(0.001, 1)].map(({ passed }) => oneDecimal(passed));
  expect(ours.slice(3)).toEqual(passes);
});

/** The rows of the table of choices. */
const CHOICES: Readonly<Record<string, HooksConfig>> = {
  none: {},
  '`risk: { falsePass: "1%" }`': { risk: { falsePass: "1%" } },
  '`risk: { falseRollback: "0.01%" }`': { risk: { falseRollback: "0.01%" } },
  '`risk: { bad: "10%" }`': { risk: { bad: "10%" } },
  '`risk: { bad: "2%" }`': { risk: { bad: "2%" } },
  '`risk: { bad: "1%" }`': { risk: { bad: "1%" } },
  '`risk: { badTask: "50%" }`': { risk: { badTask: "50%" } },
  "`risk: { alwaysValid: true }`": { risk: { alwaysValid: true } },
  "`probing: { rate: 200 }`": { probing: { rate: 200 } },
  '`latency: { within: "300ms", share: "95%" }`': { latency: { within: "300ms", share: "95%" } },
  '`latency: { within: "300ms", share: "99%" }`': { latency: { within: "300ms", share: "99%" } },
};
const choices = readTable(VERDICTS, "Defaults, and what other choices cost");

test("every choice of the table is computed", () => {
  expect(choices.map(([choice]) => choice)).toEqual(Object.keys(CHOICES));
});

test.for(choices)("what it takes to pass is as the table has it where the choice is %s", ([choice = "", ...cells]) => {
  const configuration = parseConfiguration(CHOICES[choice]);
  const computed = [1, 3, 10, 50].map((tasks) => {
    const { errors } = passWithoutError(configuration, tasks);
    const seconds = errors.whole.good / configuration.probing.rate;
    return `${errors.whole.good} (${seconds.toFixed(1)} s)`;
  });
  expect(cells).toEqual(computed);
});

/** Good answers, in turn, until they pass. */
function passWithoutError(configuration: ReturnType<typeof parseConfiguration>, tasks: number): Seen {
  const address = "10.0.1.7";
  const targets = Array.from({ length: tasks }, (_, number) => ({ address, port: 80, label: `green task ${number}` }));
  const assignments = assignTo(targets);
  const plan = planFor(configuration, "smoke-tests-pass");
  const design = designCheck(plan, tasks);
  if ("problem" in design) throw new Error(design.problem);
  const good: Outcome = { kind: "passed", latencyMs: 20, phases: {}, request: "", findings: [], answer: undefined };
  let seen = nothingSeen(`${tasks} green tasks by IP (GET /health)`, assignments, plan, design);
  while (decideSeen(seen).decision === "undecided") {
    const assignment = assignments[seen.errors.whole.good % tasks];
    if (!assignment) throw new Error("expected a task");
    seen = addOutcome(seen, assignment, good);
  }
  return seen;
}

test("the sentence of the log, and that of a refused plan, are what the engine says", () => {
  expect(text).toContain(describePassed(passWithoutError(parseConfiguration({}), 10)).reason);
  const short = planFor(parseConfiguration({ probing: { atMost: "10s" } }), "smoke-tests-pass");
  expect(designCheck(short, 50)).toEqual({ problem: expect.toSatisfy((problem: string) => text.includes(problem)) });
});

test("the numbers in the text are those of the engine", () => {
  const plan = (config: HooksConfig) => planFor(parseConfiguration(config), "smoke-tests-pass");
  const slowness = (share: "95%" | "99%") => {
    const design = designCheck(plan({ latency: { within: "300ms", share } }), 10);
    if ("problem" in design || !design.slowness) throw new Error("expected a plan that can decide");
    const { cleanSamples, whole } = design.slowness;
    return [cleanSamples, Math.round(whole.exact.meanHealthy)] as const;
  };
  const [quick99, mean99] = slowness("99%");
  const [quick95, mean95] = slowness("95%");
  expect(text).toContain(`It takes ${quick99} quick answers to pass, and ${mean99} on average`);
  expect(text).toContain(`"95 %" takes ${quick95} and ${mean95}`);
  expect(text).toContain(
    `once ${samplesForPercentile(0.95, 0.99)} answers bear it (the 99th would take ${samplesForPercentile(0.99, 0.99)})`,
  );
  const errors = (tasks: number): number => {
    const design = designCheck(plan({}), tasks);
    if ("problem" in design || !design.errors.member) throw new Error("expected a plan that can decide");
    return errorsToFail(design.errors.member.boundary);
  };
  expect([errors(2), errors(31), errors(32), errors(50)]).toEqual([2, 2, 3, 3]);
  expect(text).toContain(
    "Up to 31 members two errors in a row from the start convict; beyond, with the defaults, it takes three",
  );
  const boundary = tune(DEFAULT_RISK)?.boundary;
  const passed = boundary ? computeExactRisks(boundary, 0.01).passed : 0;
  expect(text).toContain(`At 1 % errors the default plan passes ${Math.round(10 * passed)} in 10`);
});

test("the README says what the defaults take", () => {
  const clean = passWithoutError(parseConfiguration({}), 10).errors.whole.good;
  const [[, mean = ""] = []] = readTable(VERDICTS, "Naive rules and these");
  expect(read("README.md")).toContain(`(${clean} probes at 50 a second if none fails, ${mean} on average)`);
});

test("the rounds that comparing with blue takes are the engine's", () => {
  const { plan } = comparisonSettings(parseConfiguration({}));
  const roundsOf = (factor: number, addMs: number): Record<string, number> => {
    const latency = { tolerance: { factor, addMs }, quantiles: [0.95, 0.99], intolerableOdds: 2 };
    return Object.fromEntries(roundsToPass({ ...plan, latency }).map(({ name, rounds }) => [name, rounds]));
  };
  const [usual, useless] = [roundsOf(1.2, 5), roundsOf(1, 0)];
  expect(plan.latency).toMatchObject({ tolerance: { factor: 1.2, addMs: 5 }, quantiles: [0.95], intolerableOdds: 2 });
  expect(text).toContain(`${usual["errors"]} rounds if it has none`);
  expect(text).toContain(`takes ${usual["p95"]} rounds on average if green is as fast as blue`);
  expect(text).toContain(`up to ${useless["p95"]} where the tolerance does not help`);
  expect(text).toContain(`it takes ${usual["p99"]} rounds on that service and up to ${useless["p99"]}`);
});
