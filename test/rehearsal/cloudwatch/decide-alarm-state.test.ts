import { expect, test } from "vitest";
import { decideAlarmState, evaluationRange, type AlarmRule } from "../../../rehearsal/cloudwatch/decide-alarm-state.ts";

/** As the guide writes them: the newest on the right, 0 not breaching, X breaching, - missing. */
function read(points: string): (boolean | undefined)[] {
  return points
    .split(" ")
    .map((point) => (point === "-" ? undefined : point === "X"))
    .toReversed();
}

type Row = readonly [points: string, missing: string, ignore: string, breaching: string, notBreaching: string];

function decideAll(points: string, datapointsToAlarm: number): string[] {
  const treatments = ["missing", "ignore", "breaching", "notBreaching"] as const;
  return treatments.map((treatMissingData) => {
    const rule: AlarmRule = { evaluationPeriods: 3, datapointsToAlarm, treatMissingData };
    return decideAlarmState(read(points), rule);
  });
}

// Both tables are those of "How alarm state is evaluated when data is missing".
test.for<Row>([
  ["0 - X - X", "OK", "OK", "OK", "OK"],
  ["0 - - - -", "OK", "OK", "OK", "OK"],
  ["- - - - -", "INSUFFICIENT_DATA", "unchanged", "ALARM", "OK"],
  ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["- - X - -", "ALARM", "unchanged", "ALARM", "OK"],
  // "The alarm does not go immediately into ALARM state"; what it does is in older versions of the page.
  ["- - - - X", "INSUFFICIENT_DATA", "unchanged", "ALARM", "OK"],
])("3 out of 3: %s is %s, %s, %s, %s", ([points, ...states]) => {
  expect(decideAll(points, 3)).toEqual(states);
});

test.for<Row>([
  ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 - X - -", "OK", "OK", "ALARM", "OK"],
  ["- - - - 0", "OK", "OK", "ALARM", "OK"],
  ["- - - X -", "ALARM", "unchanged", "ALARM", "OK"],
])("2 out of 3: %s is %s, %s, %s, %s", ([points, ...states]) => {
  expect(decideAll(points, 2)).toEqual(states);
});

test("more periods are looked at than are evaluated", () => {
  expect(evaluationRange({ evaluationPeriods: 3 })).toBe(5);
});
