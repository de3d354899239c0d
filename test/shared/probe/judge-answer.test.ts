import { expect, test } from "vitest";
import { not, type Expectation, type Finding } from "../../../shared/probe/expectation.ts";
import { judgeAnswer } from "../../../shared/probe/judge-answer.ts";
import { keepAll, scrubber } from "../../../shared/probe/scrub.ts";
import { Secret } from "../../../shared/probe/secret.ts";
import { otherPromise } from "../../support/probe/other-promise.ts";

/** An expectation named `name`, of which this is found. */
function finds(name: string, found: Partial<Finding> | (() => never)): Expectation<string> {
  return {
    text: name,
    toJSON: () => name,
    judge: (answer) =>
      typeof found === "function"
        ? found()
        : { met: false, expected: name, observed: `${answer} without ${name}`, ...found },
  };
}

const met = finds("met", { met: true });

test("an answer that meets all passes, with a finding for each", async () => {
  const judged = await judgeAnswer([met, not(finds("a", {}))], "x", keepAll);
  expect(judged).toMatchObject({ kind: "passed", answer: "x", findings: [{ met: true }, { met: true }] });
  expect(await judgeAnswer([], "x", keepAll)).toEqual({ kind: "passed", answer: "x", findings: [] });
});

test("all are judged, also after one that is not met or throws", async () => {
  const later = { ...finds("later", {}), judge: () => Promise.reject(new Error("out of\nmemory")) };
  const thrower = finds("thrower", () => {
    throw new TypeError("no body\u001b");
  });
  const judged = await judgeAnswer([finds("a", {}), later, thrower, met, finds("b", {})], "x", keepAll);
  expect(judged).toEqual({
    kind: "failed",
    answer: "x",
    decisive: false,
    expected: "a and later and thrower and 1 more",
    observed: String.raw`x without a and it threw: out of\nmemory and it threw: no body\u001b and 1 more`,
    findings: expect.objectContaining({ length: 5 }),
  });
});

test.for([
  ["true decides, whatever else is not met", [{ decisive: true }, {}], true],
  ["alone decides where it is the only one", [{ decisive: "alone" }], true],
  ["alone does not decide beside another", [{}, { decisive: "alone" }], false],
  ["alone does not decide beside another that does not either", [{ decisive: "alone" }, { decisive: "alone" }], false],
  ["nothing decides by default", [{}], false],
] as const)("decisive: %s", async ([, findings, decisive]) => {
  const all = findings.map((found, number) => finds(`e${number}`, found));
  expect(await judgeAnswer([met, ...all], "x", keepAll)).toMatchObject({ kind: "failed", decisive });
});

test("what decides is named first", async () => {
  const judged = await judgeAnswer([finds("a", {}), finds("b", { decisive: true })], "x", keepAll);
  expect(judged).toMatchObject({ expected: "b and a" });
});

test("an answer that one refines is what those after it see, and what is handed on; its opposite hands nothing on", async () => {
  const refine = finds("r", { met: true, refined: "y" });
  const judged = await judgeAnswer([refine, finds("a", {})], "x", keepAll);
  expect(judged).toMatchObject({ answer: "y", observed: "y without a" });
  expect(judged.findings[0]).not.toHaveProperty("refined");
  const opposite = await judgeAnswer([not(finds("r", { refined: "y", decisive: true })), finds("a", {})], "x", keepAll);
  expect(opposite).toMatchObject({ answer: "x", decisive: false });
});

test("where nobody can tell, neither it nor its opposite is met, also of its opposite", async () => {
  const unknown = finds("a", { judged: false, observed: "no body" });
  for (const each of [unknown, not(unknown), not(not(unknown))]) {
    expect(await each.judge("x")).toEqual({ met: false, judged: false, expected: each.text, observed: "no body" });
  }
});

test("a finding that comes later is waited for, whatever promises it", async () => {
  const unmet = { met: false, expected: "a", observed: "x" };
  const later = { ...finds("a", {}), judge: () => otherPromise(unmet) };
  expect(await judgeAnswer([later], "x", keepAll)).toMatchObject({ kind: "failed", observed: "x" });
  expect(await judgeAnswer([not(later)], "x", keepAll)).toMatchObject({ kind: "passed" });
});

test("the opposite says what was observed, decides nothing, and asks of the prober what it asks", async () => {
  const own = { ...finds("a", { met: true, decisive: true, observed: "a!" }), readsBody: true, judgesTime: true };
  expect(await not(own).judge("x")).toEqual({ met: false, expected: "not a", observed: "a!" });
  expect(not(own)).toMatchObject({ readsBody: true, judgesTime: true });
  expect(not(finds("a", {}))).not.toHaveProperty("readsBody");
  expect(not(own).toJSON()).toEqual({ not: "a" });
});

test("secrets are struck out of all that is said, also of what is met", async () => {
  const said = { expected: "t0ken-1", observed: "not t0ken-1", difference: ["$: t0ken-1"] };
  const judged = await judgeAnswer(
    [finds("a", said), finds("b", { ...said, met: true })],
    "x",
    scrubber([new Secret("t0ken-1")]),
  );
  expect(judged).toMatchObject({ expected: "***", observed: "not ***" });
  expect(JSON.stringify(judged.findings)).not.toContain("t0ken");
});
