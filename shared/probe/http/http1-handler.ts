import type { Dispatcher } from "undici";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import { BodyCollector } from "./body-collector.ts";
import { printable } from "../printable.ts";
import { explainHttp1Error } from "./explain-http1-error.ts";
import type { AnswerHeaders, HttpVersion } from "./http-answer.ts";
import type { Http1Connection } from "./http1-connection.ts";
import type { HttpProbe } from "./http-probe.ts";
import type { RawAnswer } from "./raw-answer.ts";

/** So many interim answers (1xx) are more than any server has a reason for. */
const MOST_INTERIM = 16;
const VERSION_LENGTH = "HTTP/1.1".length;
/** So much of what comes is looked at for the version. */
const MOST_BEFORE = 1024;

/** Takes one answer from undici, at the lowest level that it has: everything above costs several times as much. */
export class Http1Handler implements Dispatcher.DispatchHandler, Disposable {
  readonly #connection: Http1Connection;
  readonly #probe: HttpProbe;
  readonly #clock: PhaseClock;
  readonly #ending = Promise.withResolvers<RawAnswer>();
  #collector: BodyCollector | undefined;
  #status = 0;
  #headers: AnswerHeaders = {};
  #interim = 0;
  #isSent = false;
  #beginning = "";

  constructor(connection: Http1Connection, probe: HttpProbe, clock: PhaseClock) {
    this.#connection = connection;
    this.#probe = probe;
    this.#clock = clock;
    // It may be rejected while it is still being dispatched, when nobody waits for it yet.
    this.#ending.promise.catch(() => undefined);
  }

  /** The answer, after its end. */
  get answer(): Promise<RawAnswer> {
    return this.#ending.promise;
  }

  /** Gives up, and closes the connection. */
  abort(reason: unknown): void {
    this.#ending.reject(reason);
    this.#connection.close();
  }

  [Symbol.dispose](): void {
    this.#connection.socket.off("data", this.#readVersion);
    this.#collector?.[Symbol.dispose]();
  }

  onRequestStart(): void {
    // Does not start the flow, which undici keeps in its own hands.
    this.#connection.socket.on("data", this.#readVersion);
  }

  onRequestSent(): void {
    const { socket } = this.#connection;
    if (socket.writableNeedDrain) socket.once("drain", () => this.#endRequest());
    else this.#endRequest();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim > MOST_INTERIM) throw new PeerFault(`more than ${MOST_INTERIM} interim answers (${status})`);
      return;
    }
    if (!/^HTTP\/1\.[01]$/u.test(this.#beginning)) {
      throw new PeerFault(`an answer in ${printable(this.#beginning)} to a request in HTTP/1.1`);
    }
    this.#endRequest();
    this.#clock.end("firstByte");
    this.#clock.begin("body");
    this.#status = status;
    this.#headers = headers;
    this.#collector = new BodyCollector(this.#probe, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const busy = this.#collector?.push(chunk);
    if (!busy) return;
    controller.pause();
    busy.then(() => controller.resume()).catch((error: unknown) => this.abort(error));
  }

  onResponseEnd(): void {
    // A body that ends with its connection has not ended if that was reset, whatever undici thinks.
    const { errored } = this.#connection.socket;
    if (errored) return this.onResponseError(undefined, errored);
    const body = this.#collector?.end();
    if (!body) throw new Error("the end of an answer that never began");
    // Before undici destroys the socket: afterwards nothing can be read of it.
    const tls = this.#connection.tls;
    const version = this.#version;
    const finish = (collected: Awaited<typeof body>): void => {
      this.#clock.end("body");
      this.#connection.answers += 1;
      this.#ending.resolve({ status: this.#status, version, headers: this.#headers, body: collected, tls });
    };
    if (body instanceof Promise) body.then(finish, (error: unknown) => this.#ending.reject(error));
    else finish(body);
  }

  onResponseError(_controller: unknown, error: Error): void {
    const { answers } = this.#connection;
    const { headers: limit } = this.#probe.sent.limits;
    const progress = { isKept: answers > 0, hasBegun: this.#beginning !== "", hasHeaders: this.#status > 0 };
    this.#ending.reject(explainHttp1Error(error, progress, limit));
  }

  get #version(): HttpVersion {
    return this.#beginning.startsWith("HTTP/1.0") ? "1.0" : "1.1";
  }

  readonly #readVersion = (chunk: Buffer): void => {
    // Line ends before the answer are passed over, as undici does.
    const beginning = (this.#beginning + chunk.toString("latin1", 0, MOST_BEFORE)).replace(/^[\r\n]+/u, "");
    this.#beginning = beginning.slice(0, VERSION_LENGTH);
    if (this.#beginning.length === VERSION_LENGTH) this.#connection.socket.off("data", this.#readVersion);
  };

  #endRequest(): void {
    if (this.#isSent) return;
    this.#isSent = true;
    this.#clock.end("request");
    this.#clock.begin("firstByte");
  }
}
