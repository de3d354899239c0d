import { expect, test } from "vitest";
import { findDisappointment, type HttpExpectations } from "../../../shared/probe/http-expectations.ts";
import { probeHttp } from "../../../shared/probe/http.ts";
import { parseStatusCodes } from "../../../shared/probe/status-codes.ts";
import { httpProbe, said } from "../../support/probe/probes.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const status = parseStatusCodes("200-204");
const identity = { header: "X-Release", value: "42", source: "RELEASE in task definition web:42" };

interface Case {
  readonly answer: string;
  readonly expected: Omit<HttpExpectations, "status">;
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
  readonly latencyMs?: number;
  readonly says: string;
}

const cases: Case[] = [
  { answer: "of a status in the set", expected: {}, status: 204, says: "passed" },
  { answer: "of a status outside it", expected: {}, status: 205, says: "expected status 200-204, observed status 205" },
  {
    answer: "that says why it is an error",
    expected: {},
    status: 500,
    body: " no such table: orders\n",
    says: "expected status 200-204, observed status 500 (no such table: orders)",
  },
  {
    answer: "that is an HTML error page",
    expected: {},
    status: 502,
    body: "<html>",
    says: "expected status 200-204, observed status 502",
  },
  { answer: "in time", expected: { withinMs: 300 }, latencyMs: 300, says: "passed" },
  {
    answer: "a hair too late",
    expected: { withinMs: 300 },
    latencyMs: 300.2,
    says: "expected an answer within 300 ms, observed an answer after 301 ms",
  },
  { answer: "with the text", expected: { bodyIncludes: "UP" }, body: '{"status":"UP"}', says: "passed" },
  {
    answer: "without the text",
    expected: { bodyIncludes: '"UP"' },
    body: '{"status":"DOWN"}\n',
    says: String.raw`expected a body that includes "\"UP\"", observed "{"status":"DOWN"}\n"`,
  },
  { answer: "of this version", expected: { identity }, headers: { "x-release": "42" }, says: "passed" },
  {
    answer: "of another version",
    expected: { identity },
    headers: { "x-release": "41\u001b" },
    says: String.raw`decisive: expected X-Release 42 (RELEASE in task definition web:42), observed X-Release 41\u001b`,
  },
  {
    answer: "of two versions at once",
    expected: { identity },
    headers: { "x-release": ["42", "41"] },
    says: "decisive: expected X-Release 42 (RELEASE in task definition web:42), observed X-Release 42,41",
  },
  {
    answer: "of no version",
    expected: { identity },
    says: "decisive: expected X-Release 42 (RELEASE in task definition web:42), observed no such header",
  },
  {
    answer: "that is another version's error",
    expected: { identity },
    status: 500,
    headers: { "x-release": "41" },
    says: "decisive: expected X-Release 42 (RELEASE in task definition web:42), observed X-Release 41",
  },
  {
    answer: "that is an error of whoever stands in for the service",
    expected: { identity },
    status: 502,
    says: "expected status 200-204, observed status 502",
  },
  {
    answer: "of this version that is late and lacks the text",
    expected: { identity, withinMs: 1, bodyIncludes: "x" },
    headers: { "x-release": "42" },
    latencyMs: 9,
    says: 'expected a body that includes "x", observed ""',
  },
];

test.for(cases)(
  "an answer $answer: $says",
  ({ expected, status: code = 200, headers = {}, body = "", latencyMs = 1, says }) => {
    const found = findDisappointment({ status, ...expected }, { status: code, headers, body }, latencyMs);
    const words =
      found && `${found.decisive ? "decisive: " : ""}expected ${found.expected}, observed ${found.observed}`;
    expect(words ?? "passed").toBe(says);
  },
);

test("over the wire: identity, text and time are judged on the answer that came", async () => {
  const { target } = await startHttp((_request, response) => {
    setTimeout(() => response.writeHead(200, { "X-RELEASE": "42" }).end("ready"), 30);
  });
  const probe = (rest: Omit<HttpExpectations, "status">) => {
    return probeHttp(httpProbe({ expect: { status, ...rest } }), target, new AbortController().signal).then(said);
  };
  expect(await probe({ identity, bodyIncludes: "ready", withinMs: 1_500 })).toBe("passed");
  expect(await probe({ identity: { ...identity, value: "43" } })).toMatch(
    /^failed decisively: .* observed X-Release 42$/,
  );
  expect(await probe({ withinMs: 5 })).toMatch(
    /^failed: expected an answer within 5 ms, observed an answer after \d+ ms$/,
  );
});
