import { expect, test } from "vitest";
import { refuseComparison } from "../../../shared/checks/comparison/refuse-comparison.ts";
import { comparisonSettings, safeRequests } from "../../../shared/configuration/comparison-settings.ts";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { get, post, smoke, tcp } from "../../../shared/probe/probes.ts";

const settingsOf = (config: HooksConfig) => comparisonSettings(parseConfiguration(config));

test("without a word it compares errors and latency at 50 rounds a second, with the rates of risk", () => {
  expect(settingsOf({})).toEqual({
    plan: {
      falseRollback: 0.001,
      falsePass: 0.01,
      rates: { healthy: 0.001, bad: 0.05 },
      odds: { tolerated: 1, intolerable: 3 },
      latency: { tolerance: { factor: 1.2, addMs: 5 }, quantiles: [0.95], intolerableOdds: 2 },
      attributionRisk: 0.01,
      leastBlock: 1,
    },
    rate: 50,
    atMost: 60_000,
    learnBlue: 0,
  });
});

test("what it does not say of rates is what risk says, and what it says goes before", () => {
  const risk = { healthy: "1%", bad: "20%", falseRollback: "1%" } as const;
  expect(settingsOf({ risk }).plan).toMatchObject({ rates: { healthy: 0.01, bad: 0.2 }, falseRollback: 0.01 });
  const comparison = { errors: { bad: "2%" }, falseRollback: "0.5%", latency: false } as const;
  expect(settingsOf({ risk, comparison }).plan).toMatchObject({
    rates: { healthy: 0.01, bad: 0.02 },
    falseRollback: 0.005,
    latency: null,
  });
});

test.for([
  { comparison: { errors: { healthy: "6%" } }, problem: "comparison: expected 0 < healthy < bad < 1" },
  { comparison: { errors: { tolerated: 3 } }, problem: "comparison: expected 1 <= tolerated < intolerable odds" },
  { comparison: { latency: { factor: 0.5 } }, problem: "comparison.latency.factor" },
  { comparison: { latency: { quantiles: ["40%"] } }, problem: "comparison.latency.quantiles" },
  { comparison: { atmost: "5s" }, problem: "comparison.atmost: expected no such member" },
  { comparison: { whenBlueIsGone: "fail" }, problem: "comparison.whenBlueIsGone" },
  { comparison: { smoke: true }, problem: "comparison.smoke: expected `smoke` to have a request with GET" },
])("$comparison is refused", ({ comparison, problem }) => {
  expect(() => parseConfiguration({ comparison })).toThrow(problem);
});

test("only requests that change nothing are asked of blue", () => {
  const { smoke: written } = parseConfiguration({
    smoke: [
      { path: "/" },
      { path: "/cart", method: "POST" },
      get("/search").expect(200),
      post("/login").expect(200),
      tcp().sends("PING").expects("PONG"),
      smoke("buy", async () => {}),
    ],
  });
  expect(safeRequests({ smoke: written }).map((entry) => ("path" in entry ? entry.path : String(entry)))).toEqual([
    "/",
    "GET /search",
  ]);
});

const refused = (comparison: HooksConfig["comparison"]) => refuseComparison(parseConfiguration({ comparison }));

test.for<{ comparison: HooksConfig["comparison"] }>([
  { comparison: {} },
  { comparison: { latency: { quantiles: ["95%", "99%"] } } },
  { comparison: { latency: { factor: 1, addMs: 0 } } },
  { comparison: { latency: false, atMost: "3s" } },
])("$comparison can decide", ({ comparison }) => {
  expect(refused(comparison)).toBeUndefined();
});

test.for<{ comparison: HooksConfig["comparison"]; refusal: string }>([
  {
    comparison: { atMost: "2s", latency: false },
    refusal:
      "to compare errors takes about 123 rounds of a green that is as good as blue, this plan allows 100 (50/s for 2 s): raise comparison.rate to 62/s, comparison.atMost to 3 s, or accept a greater error rate (comparison.errors.bad)",
  },
  {
    comparison: { atMost: "10s", latency: { quantiles: ["95%", "99%"] } },
    refusal: "or leave p99 out of comparison.latency.quantiles, or accept more",
  },
  { comparison: { atMost: "10s", learnBlue: "9s" }, refusal: "allows 50 after 450 probes of blue alone" },
  { comparison: { latency: { factor: 1, addMs: 0, intolerable: 1.0001 } }, refusal: "no number of rounds is enough" },
])("$comparison is refused with the arithmetic", ({ comparison, refusal }) => {
  expect(refused(comparison)).toContain(refusal);
});
