import { isUtf8 } from "node:buffer";
import { inspect, type InspectOptions } from "node:util";
import type { PhaseClock, Phases } from "../phases.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";
import type { AnswerHeaders, HttpAnswer, HttpVersion } from "./http-answer.ts";
import type { RawAnswer } from "./raw-answer.ts";
import { summarizeAnswer } from "./summarize-answer.ts";

/** An answer as it came: its body is parsed only when somebody looks at it. */
export class ReceivedAnswer implements HttpAnswer {
  readonly status: number;
  readonly version: HttpVersion;
  readonly headers: AnswerHeaders;
  readonly text: string;
  readonly sizeOnWire: number;
  readonly size: number;
  readonly encoding: string | undefined;
  readonly latencyMs: number;
  readonly phases: Phases;
  readonly tls: TlsFacts | undefined;
  readonly redirects: readonly string[];
  readonly #isText: boolean;

  constructor({ status, version, headers, body, tls }: RawAnswer, redirects: readonly string[], clock: PhaseClock) {
    this.status = status;
    this.version = version;
    this.headers = headers;
    this.text = body.decoded ? body.bytes.toString("utf8") : "";
    // Only where something was replaced, or seems to be: the rest is valid.
    this.#isText = !this.text.includes("\ufffd") || isUtf8(body.bytes);
    this.sizeOnWire = body.sizeOnWire;
    this.size = body.size;
    this.encoding = body.encoding;
    this.latencyMs = clock.elapsed();
    this.phases = clock.phases;
    this.tls = tls;
    this.redirects = redirects;
  }

  /** @throws {SyntaxError} where the body is not JSON */
  get body(): unknown {
    if (!this.#isText) throw new SyntaxError("the body is not UTF-8");
    return JSON.parse(this.text);
  }

  toJSON(): object {
    return summarizeAnswer(this);
  }

  [inspect.custom](_depth: number, options: InspectOptions): string {
    return inspect(summarizeAnswer(this), options);
  }
}
