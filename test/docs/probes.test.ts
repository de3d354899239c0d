import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseConfiguration } from "../../shared/configuration/load-configuration.ts";
import { Flow } from "../../shared/probe/flow/flow.ts";
import { ProbeBase } from "../../shared/probe/probe-base.ts";
import * as library from "../../shared/probe/probes.ts";
import { runProbe } from "../../shared/probe/run-probe.ts";
import { ROOT } from "../repository/source-files.ts";
import { FAULTS, startFault } from "./example-faults.ts";
import { ExampleFolder } from "./example-folder.ts";
import { giveResult, sayOutcome, settle } from "./give-result.ts";
import { readExamples, readTable } from "./read-examples.ts";

const PROBES = "docs/probes.md";
const examples = [...readExamples(PROBES), ...readExamples("docs/configuration.md")];
const folder = new ExampleFolder(examples);
afterAll(() => folder[Symbol.dispose]());

test("every example compiles", async () => {
  expect(await folder.compile()).toBe("");
});

test.for(examples)("the example in $file:$line gives what is written beneath it", async (example) => {
  const { default: configuration, ...exported } = (await import(folder.fileOf(example))) as Record<string, unknown>;
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(exported)) {
    given[name] = likeClaim(await giveResult(name, value), example.claims.get(name));
  }
  expect(given).toEqual(Object.fromEntries([...example.claims].map(([name, claim]) => [name, settle(claim)])));
  const probes = configuration === undefined ? [] : probesIn(configuration);
  const outcomes = await Promise.all(probes.map((each) => giveResult("", each)));
  expect(outcomes).toEqual(probes.map(() => "passed"));
  expect(example.claims.size + probes.length).toBeGreaterThan(0);
});

/** A claim may leave the likely cause out. */
function likeClaim(given: string, claim = ""): string {
  return settle(claim.includes("; likely cause: ") ? given : given.replace(/; likely cause: .*/su, ""));
}

/**
 * What a configuration asks beside paths: a service in good order passes all of it.
 * @throws {ConfigurationError} where it is not accepted
 */
function probesIn(configuration: unknown): readonly unknown[] {
  const { smoke = [], health } = parseConfiguration(configuration);
  return [...smoke, health].filter((each) => each instanceof ProbeBase || each instanceof Flow);
}

const OUTCOMES = readTable(PROBES, "Outcomes");

test("the table of outcomes has a row for every fault that is tried", () => {
  expect(OUTCOMES.map(([what]) => what)).toEqual(Object.keys(FAULTS));
});

test.for(OUTCOMES)(
  "the outcome is as the table has it where: %s",
  async ([what = "", kind, observed = "", cause = ""]) => {
    const [probe, target] = await startFault(what);
    const outcome = await runProbe(probe, target, new AbortController().signal);
    const seen = outcome.kind === "passed" ? { observed: "nothing wrong" } : outcome;
    expect(sayOutcome(outcome)).toMatch(`${kind}: `);
    expect(seen.observed).toSatisfy((text: string) => observed.split(" / ").some((each) => isBeginning(each, text)));
    expect("likelyCause" in seen ? seen.likelyCause : "").toSatisfy((text: string) => isBeginning(cause, text));
  },
);

/** What is written may end with an ellipsis. */
function isBeginning(written: string, whole: string): boolean {
  const [beginning, rest] = settle(written).split("…");
  return rest === undefined ? settle(whole) === beginning : settle(whole).startsWith(beginning ?? "");
}

test("everything that the library exports is in the document", () => {
  const document = readFileSync(path.join(ROOT, PROBES), "utf8");
  const missing = Object.keys(library).filter((name) => !new RegExp(`\`${name}\`|\\b${name}\\(`, "u").test(document));
  expect(missing).toEqual([]);
});

test("every feature of the comparison is in the document", () => {
  const rows = readTable(PROBES, "What other tools have");
  expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
});
