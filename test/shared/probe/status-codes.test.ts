import { expect, test } from "vitest";
import { parseStatusCodes } from "../../../shared/probe/status-codes.ts";

test.for([
  ["200", [200], [199, 201, 500]],
  ["200,202", [200, 202], [201]],
  ["200-299", [200, 250, 299], [199, 300]],
  ["100-199, 404", [100, 199, 404], [200, 403]],
  ["200-200", [200], [201]],
] as const)("%s holds %j and not %j", ([text, inside, outside]) => {
  const codes = parseStatusCodes(text);
  expect(codes.text).toBe(text);
  expect(inside.map((status) => codes.includes(status))).not.toContain(false);
  expect(outside.map((status) => codes.includes(status))).not.toContain(true);
});

test.for(["", "20", "2000", "600", "099", "299-200", "200,", "200-", "2xx", "-200", "200 299", "1e2"])(
  "%j is no set of status codes",
  (text) => {
    expect(() => parseStatusCodes(text)).toThrow(RangeError);
  },
);
