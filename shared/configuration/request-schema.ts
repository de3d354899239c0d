import * as v from "valibot";
import { Flow } from "../probe/flow/flow.ts";
import { isOwnHeader } from "../probe/http/header-name.ts";
import { ProbeBase } from "../probe/probe-base.ts";
import type { Probe } from "../probe/probers.ts";
import { parseStatusCodes } from "../probe/status-codes.ts";
import { durationSchema } from "./duration.ts";
import { strictObject } from "./strict-object.ts";
import { headerName, headerValue, nonEmpty } from "./text-schema.ts";

/** The path of a request, with its query. */
export const path = v.pipe(
  v.string(),
  // Not `received`, which is the first character here.
  v.startsWith("/", ({ input }) => `expected a path that begins with "/", received ${JSON.stringify(input)}`),
);

const requestHeaderName = v.pipe(
  headerName,
  v.check(
    (name) => !isOwnHeader(name),
    "expected no such header: how a request is framed and its connection kept is for the probe to say",
  ),
);

/** A status, several, or a range, as a target group's matcher writes them. */
const status = v.union(
  [v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)), v.pipe(v.string(), v.check(isStatusCodes))],
  ({ received }) => `expected a status such as 200, "200,202" or "200-299", received ${received}`,
);

function isStatusCodes(text: string): boolean {
  try {
    return parseStatusCodes(text).text === text;
  } catch {
    return false;
  }
}

const expectations = {
  /** What counts as an answer: `200`, `"200,202"`, `"200-299"`. Default: what the target group's health check accepts. */
  status: v.optional(status),
  /** How soon the whole answer must be there. Default: no limit but the time-out. */
  within: v.optional(durationSchema),
  /** Text that the body must contain. */
  bodyIncludes: v.optional(nonEmpty),
};

const smokeRequest = v.pipe(
  strictObject({
    method: v.optional(v.picklist(["GET", "HEAD", "POST"]), "GET"),
    path,
    headers: v.optional(v.record(requestHeaderName, headerValue), {}),
    ...expectations,
  }),
  v.forward(
    // Partial: said beside what else is wrong with the request.
    v.partialCheck(
      [["method"], ["bodyIncludes"]],
      ({ method, bodyIncludes }) => method !== "HEAD" || bodyIncludes === undefined,
      "expected nothing of the body where method is HEAD, whose answers have none: ask with GET, or leave this out",
    ),
    ["bodyIncludes"],
  ),
);

const probe = v.pipe(
  v.custom<Probe>((input) => input instanceof ProbeBase, "expected a probe: get(…), tcp(…), …"),
  v.check(({ expectations }) => expectations.length > 0, "nothing is expected of its answer: add .expect(200)"),
);
const flow = v.custom<Flow>((input) => input instanceof Flow, "expected a flow: smoke(…)");

/** What AfterInstall asks: a request, a probe or a flow. Chosen by what it is: a union that fits no way cannot say what is wrong with the way that was meant. */
export const smokeEntry = v.lazy((input): typeof smokeRequest | typeof probe | typeof flow => {
  if (input instanceof ProbeBase) return probe;
  return input instanceof Flow ? flow : smokeRequest;
});

const healthRequest = strictObject({ path: v.optional(path), ...expectations });
/** What health means: a request, or a probe. */
export const health = v.lazy((input): typeof healthRequest | typeof probe =>
  input instanceof ProbeBase ? probe : healthRequest,
);
