import { describeBody, isUndecoded } from "./describe-body.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { showSummary } from "./summarize-answer.ts";

const ORIGINAL = Symbol("the answer before a schema read its body");

/** `answer`, with its body as a schema read it. Whatever is costly in it stays so only for who looks at it. */
export function refineAnswer<Body>(answer: HttpAnswer, body: Body): HttpAnswer<Body> {
  const refined: HttpAnswer<Body> & { readonly [ORIGINAL]: HttpAnswer } = {
    status: answer.status,
    version: answer.version,
    headers: answer.headers,
    get text() {
      return answer.text;
    },
    body,
    sizeOnWire: answer.sizeOnWire,
    size: answer.size,
    encoding: answer.encoding,
    latencyMs: answer.latencyMs,
    phases: answer.phases,
    get tls() {
      return answer.tls;
    },
    redirects: answer.redirects,
    [ORIGINAL]: originalOf(answer),
  };
  return showSummary(refined);
}

/** The JSON that the peer sent, also after a schema read it, or what it sent in place of that. */
export type ReadJson = { readonly value: unknown; readonly problem?: undefined } | { readonly problem: string };

export function readJson(answer: HttpAnswer): ReadJson {
  try {
    return { value: originalOf(answer).body };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const what = describeBody(answer);
    return { problem: answer.text === "" || isUndecoded(answer) ? what : `a body that is not JSON (${what})` };
  }
}

function originalOf(answer: HttpAnswer & { readonly [ORIGINAL]?: HttpAnswer }): HttpAnswer {
  return answer[ORIGINAL] ?? answer;
}
