import { expect, test } from "vitest";
import { filterLogEvents } from "../../../rehearsal/api/filter-log-events.ts";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";

const STREAMS = [
  {
    name: "a",
    lostLines: 0,
    log: [
      { timestamp: 10, message: 'START RequestId: 1-2 "quoted"' },
      { timestamp: 30, message: "ERROR the_end" },
    ],
  },
  { name: "b", lostLines: 5, log: [{ timestamp: 20, message: "ERROR Exiting" }] },
];

test.for<[filters: Parameters<typeof filterLogEvents>[1], times: number[]]>([
  [{}, [10, 20, 30]],
  [{ startTime: 20, endTime: 30 }, [20, 30]],
  [{ logStreamNames: ["b"] }, [20]],
  [{ logStreamNamePrefix: "a" }, [10, 30]],
  [{ filterPattern: "ERROR" }, [20, 30]],
  [{ filterPattern: "ERROR the_end" }, [30]],
  [{ filterPattern: "ERROR -Exiting" }, [30]],
  [{ filterPattern: '"START RequestId: 1-2"' }, [10]],
  [{ filterPattern: '-"START RequestId" -the_end' }, [20]],
  [{ filterPattern: '"\\"quoted\\""' }, [10]],
  [{ filterPattern: "error" }, []],
  [{ filterPattern: " " }, [10, 20, 30]],
])("of all streams, the events that pass %j are those of %j", ([filters, times]) => {
  const { events, nextToken } = filterLogEvents(STREAMS, filters);
  expect(events?.map(({ timestamp }) => timestamp)).toEqual(times);
  expect(nextToken).toBeUndefined();
});

test("pages follow each other, and each event has an id of its own", () => {
  const first = filterLogEvents(STREAMS, { limit: 2 });
  const { nextToken = "" } = first;
  const second = filterLogEvents(STREAMS, { limit: 2, nextToken });
  const ids = [...(first.events ?? []), ...(second.events ?? [])].map(({ eventId }) => eventId);
  expect([new Set(ids).size, second.nextToken]).toEqual([3, undefined]);
  expect(() => filterLogEvents(STREAMS, { limit: 2, nextToken, filterPattern: "ERROR" })).toThrow(AwsError);
});

test.for(["START RequestId: 1", "{ $.level = 5 }", "?ERROR ?WARN", "[a, b]", "%ERR%", '"open', "a-b"])(
  "the pattern %s is refused by name",
  (filterPattern) => {
    expect(() => filterLogEvents(STREAMS, { filterPattern })).toThrow(filterPattern);
  },
);

test("a list of streams and a prefix exclude each other", () => {
  const filters = { logStreamNames: ["a"], logStreamNamePrefix: "a" };
  expect(() => filterLogEvents(STREAMS, filters)).toThrow("cannot be specified together");
});
