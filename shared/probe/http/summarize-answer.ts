import { inspect, type InspectOptions } from "node:util";
import type { HttpAnswer } from "./http-answer.ts";

/** An answer as it is logged or written as JSON: without its texts, which may echo what was secret in the request. */
export function summarizeAnswer({
  status,
  version,
  sizeOnWire,
  size,
  encoding,
  latencyMs,
  phases,
}: HttpAnswer): object {
  return { status, version, sizeOnWire, size, encoding, latencyMs, phases };
}

/** Has `answer` logged and written as JSON so. */
export function showSummary<Answer extends HttpAnswer>(answer: Answer): Answer {
  return Object.defineProperties(answer, SUMMARY);
}

const SUMMARY: PropertyDescriptorMap = {
  toJSON: {
    value(this: HttpAnswer): object {
      return summarizeAnswer(this);
    },
  },
  [inspect.custom]: {
    value(this: HttpAnswer, _depth: number, options: InspectOptions): string {
      return inspect(summarizeAnswer(this), options);
    },
  },
};
