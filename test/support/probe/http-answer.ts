import type { HttpAnswer } from "../../../shared/probe/http/http-answer.ts";

/** What of an answer matters to a test. */
export type AnswerParts = Partial<Omit<HttpAnswer, "text" | "body">> & {
  /** The body: text, or what is written as JSON. */
  readonly body?: unknown;
};

/** An answer with status 200, as the HTTP prober makes it: its body is parsed when somebody looks at it. */
export function httpAnswer({ body = "", ...rest }: AnswerParts = {}): HttpAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const size = Buffer.byteLength(text);
  return {
    status: 200,
    version: "1.1",
    headers: {},
    text,
    get body(): unknown {
      return JSON.parse(text);
    },
    sizeOnWire: size,
    size,
    encoding: undefined,
    latencyMs: 1,
    phases: { connect: 0.1, request: 0.1, firstByte: 0.5, body: 0.3 },
    tls: undefined,
    redirects: [],
    ...rest,
  };
}

/** An answer whose body is compressed with what the probe does not accept: the prober leaves it alone. */
export function undecodedAnswer(encoding: string): HttpAnswer {
  return httpAnswer({ encoding, sizeOnWire: 9, size: 9 });
}
