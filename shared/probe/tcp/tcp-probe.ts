import type { Expectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import { ProbeBase } from "../probe-base.ts";
import type { Secret, Text } from "../secret.ts";
import { opened } from "../tls/opened.ts";
import {
  checkAwaited,
  describeAwaited,
  describeStep,
  recordStep,
  secretsOf,
  type AwaitedText,
  type MakeReply,
  type Step,
} from "./script.ts";
import type { TcpExpectation } from "./received.ts";
import type { TcpAnswer } from "./tcp-answer.ts";
import { readTcpOptions, type TcpOptions, type TcpSettings } from "./tcp-options.ts";

interface Own {
  readonly options: TcpOptions;
  readonly script: readonly Step[];
  readonly expected: readonly TcpExpectation[];
}

/**
 * A connection to be opened, and what is said over it: a value, which its methods copy and never change. It passes when the
 * connection stands, every step of the script comes about, and all that is expected is met.
 */
export class TcpProbe extends ProbeBase<TcpAnswer> {
  readonly kind = "tcp";
  readonly script: readonly Step[];
  readonly settings: TcpSettings;
  readonly #own: Own;

  /** Use {@link tcp}. */
  constructor(own: Own) {
    super(own.options, [opened(describeOpen(own.script)), ...own.expected]);
    this.script = own.script;
    this.settings = readTcpOptions(own.options);
    this.#own = own;
  }

  /**
   * Waits for an answer that has this text in it, or matches; what comes before is passed over, and what was awaited before
   * is not looked at again. A pattern is tried whenever more has come: let it reach to the end of the answer where it matters.
   * How long one pattern takes is up to whoever writes it: none can be interrupted.
   * @throws {RangeError} for no text at all, and for a pattern that matches that: a silent peer would do
   */
  expects(awaited: AwaitedText): TcpProbe {
    checkAwaited(awaited);
    return this.#with({ does: "expect", awaited });
  }

  /** Sends text, which may be secret, or bytes, or what your function makes of the last match and its groups. */
  sends(data: Text | Uint8Array | MakeReply): TcpProbe {
    return this.#with({ does: "send", data: data instanceof Uint8Array ? Uint8Array.from(data) : data });
  }

  /**
   * Goes on over TLS, with the target's settings. All that the peer said before is laid aside: let the pattern that goes
   * before reach to the end of the line, as `/^220 .*\r\n/`, where a peer may be slow to end it.
   * @throws {RangeError} for a second time
   */
  startsTls(): TcpProbe {
    if (this.script.some(({ does }) => does === "startTls")) throw new RangeError("startsTls: TLS is started already");
    return this.#with({ does: "startTls" });
  }

  /** The same, of whose answer this is expected, too: `received(/PONG/)`, `certificate({ validFor: "30d" })`. */
  expect(...expectations: readonly Expectation<TcpAnswer>[]): TcpProbe {
    return new TcpProbe({ ...this.#own, expected: [...this.#own.expected, ...expectations] });
  }

  #with(step: Step): TcpProbe {
    return new TcpProbe({ ...this.#own, script: [...this.script, step] });
  }

  get namesHost(): boolean {
    return this.settings.handshake.serverName !== undefined;
  }

  override get secrets(): readonly Secret<unknown>[] {
    return [...this.script.flatMap(secretsOf), ...super.secrets];
  }

  override toString(): string {
    return this.script.length === 0 ? "TCP connection" : `TCP ${enumerate(this.script.map(describeStep))}`;
  }

  override toJSON(): Json {
    const { handshake, ...settings } = this.settings;
    const { alpn, ...others } = handshake;
    return {
      kind: this.kind,
      script: this.script.map(recordStep),
      ...settings,
      ...others,
      alpn: alpn ?? [],
      timeoutMs: this.timeoutMs,
      phaseTimeoutsMs: this.phaseTimeoutsMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

/**
 * A TCP connection, opened and closed: what the health check of a Network Load Balancer does. Steps may follow:
 * `tcp().expects(/^220 /).sends("EHLO probe\r\n").expects(/^250 /)`.
 * @throws {RangeError} for options that mean nothing
 */
export function tcp(options: TcpOptions = {}): TcpProbe {
  return new TcpProbe({ options, script: [], expected: [] });
}

function describeOpen(script: readonly Step[]): string {
  const awaited = script.flatMap((step) => (step.does === "expect" ? describeAwaited(step.awaited) : []));
  return awaited.length === 0 ? "an open port" : `an open port that answers ${enumerate(awaited)}`;
}

/** So many steps are put into one line. */
const MOST_NAMED = 4;

function enumerate(texts: readonly string[]): string {
  const named = texts.slice(0, MOST_NAMED).join(", ");
  return texts.length > MOST_NAMED ? `${named} and ${texts.length - MOST_NAMED} more` : named;
}
