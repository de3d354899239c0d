import { expect, test } from "vitest";
import { BlueWatch } from "../../../../shared/checks/customers/blue-watch.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-03-01T10:00:00Z");
const { risk } = parseConfiguration({});

/** Answers `every` so many milliseconds from `from` on, of which the first `errors` are errors. */
function note(watch: BlueWatch, from: number, answers: number, errors: number): void {
  for (let index = 0; index < answers; index += 1) watch.add(from + index * 100, index < errors);
}

test.for([
  [20, 0, false],
  [20, 1, false],
  [20, 3, true],
  [20, 20, true],
  [400, 1, false],
] as const)("of %d answers in a minute, %d errors: erred is %s", ([answers, errors, hasErred]) => {
  const watch = new BlueWatch(MINUTE, risk);
  note(watch, START, answers, errors);
  expect(watch.erred).toEqual(hasErred ? [START] : []);
});

test("a period beside one in which blue erred may be part of the same outage", () => {
  const watch = new BlueWatch(MINUTE, risk, [START + 5 * MINUTE]);
  note(watch, START + MINUTE + 30_000, 20, 20);
  const has = [-1, 0, 1, 2, 3, 4, 5, 6, 7].map((minute) => watch.has(START + minute * MINUTE));
  expect(has).toEqual([false, true, true, true, false, true, true, true, false]);
  expect(watch.erred).toEqual([START + MINUTE, START + 5 * MINUTE]);
});

test("errors of different periods are not added up", () => {
  const watch = new BlueWatch(MINUTE, risk);
  for (let minute = 0; minute < 10; minute += 1) note(watch, START + minute * MINUTE, 20, 1);
  expect(watch.erred).toEqual([]);
});
