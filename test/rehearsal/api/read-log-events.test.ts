import { expect, test } from "vitest";
import { readLogEvents } from "../../../rehearsal/api/read-log-events.ts";

/** Five lines, at 13 to 17 ms; three before them are gone. */
const TASK = {
  log: Array.from({ length: 5 }, (_, index) => ({ timestamp: 13 + index, message: String(3 + index) })),
  lostLines: 3,
};

function read(wanted: Parameters<typeof readLogEvents>[1]) {
  const { events = [], nextForwardToken = "", nextBackwardToken = "" } = readLogEvents(TASK, wanted);
  return { text: events.map(({ message }) => message).join(""), nextForwardToken, nextBackwardToken };
}

test("the latest events come first unless the head is asked for, each page oldest first", () => {
  expect(read({ limit: 2 }).text).toBe("67");
  expect(read({ limit: 2, startFromHead: true }).text).toBe("34");
});

test("the forward token leads to the end, where it comes back", () => {
  const first = read({ limit: 3, startFromHead: true });
  const second = read({ limit: 3, startFromHead: true, nextToken: first.nextForwardToken });
  const third = read({ limit: 3, startFromHead: true, nextToken: second.nextForwardToken });
  expect([first.text, second.text, third.text]).toEqual(["345", "67", ""]);
  expect(third.nextForwardToken).toBe(second.nextForwardToken);
});

test("the backward token leads to the beginning, where it comes back", () => {
  const first = read({ limit: 3 });
  const second = read({ limit: 3, nextToken: first.nextBackwardToken });
  const third = read({ limit: 3, nextToken: second.nextBackwardToken });
  expect([first.text, second.text, third.text]).toEqual(["567", "34", ""]);
  expect(third.nextBackwardToken).toBe(second.nextBackwardToken);
});

test("a time range holds its start and not its end", () => {
  expect(read({ startTime: 14, endTime: 16 }).text).toBe("45");
});

test.for([
  { nextToken: "bogus", startFromHead: true },
  { nextToken: `f/${"9".padStart(56, "0")}/s`, startFromHead: true },
  { nextToken: `f/${"4".padStart(56, "0")}/s`, startFromHead: false },
])("a token that cannot be followed is refused: %j", (wanted) => {
  expect(() => read(wanted)).toThrow(expect.objectContaining({ code: "InvalidParameterException" }));
});
