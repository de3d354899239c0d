import { expect, test } from "vitest";
import { readHealthResponse, writeHealthRequest } from "../../../../shared/probe/grpc/health-message.ts";

test.for<readonly [string, readonly number[]]>([
  ["", []],
  ["a", [0x0a, 1, 0x61]],
  ["é", [0x0a, 2, 0xc3, 0xa9]],
])("the service %j is written as protobuf has it", ([service, bytes]) => {
  expect([...writeHealthRequest(service)]).toEqual(bytes);
});

test("a name of more than 127 bytes has a length of two bytes", () => {
  expect([...writeHealthRequest("x".repeat(300)).subarray(0, 3)]).toEqual([0x0a, 0xac, 0x02]);
});

test.for<readonly [readonly number[], string]>([
  [[], "UNKNOWN"],
  [[0x08, 1], "SERVING"],
  [[0x08, 0x81, 0x00], "SERVING"],
  [[0x08, 1, 0x08, 2], "NOT_SERVING"],
  [[0x12, 2, 0x08, 2, 0x08, 1], "SERVING"],
  [[0x15, 1, 2, 3, 4, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x08, 3], "SERVICE_UNKNOWN"],
  [[0xf8, 0x07, 5, 0x08, 1], "SERVING"],
])("the message %j says %s: fields that a later version may add are passed over", ([bytes, status]) => {
  expect(readHealthResponse(Buffer.from([...bytes]))).toBe(status);
});
