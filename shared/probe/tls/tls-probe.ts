import type { Expectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import { ProbeBase, type ProbeOptions } from "../probe-base.ts";
import { checkHandshake, pickHandshake, type HandshakeOptions } from "./handshake-options.ts";
import { opened } from "./opened.ts";
import type { TlsAnswer } from "./tls-answer.ts";

/** What a user may say of a handshake. */
export interface TlsOptions extends ProbeOptions, HandshakeOptions {}

/** A TLS handshake and nothing after it: a value, which `expect` copies and never changes. */
export class TlsProbe extends ProbeBase<TlsAnswer> {
  readonly kind = "tls";
  readonly handshake: HandshakeOptions;
  readonly #options: TlsOptions;
  readonly #expected: readonly Expectation<TlsAnswer>[];

  /** Use {@link tls}. */
  constructor(options: TlsOptions, expected: readonly Expectation<TlsAnswer>[]) {
    super(options, [opened("a TLS handshake"), ...expected]);
    this.handshake = pickHandshake(options);
    this.#options = options;
    this.#expected = expected;
  }

  /** The same handshake, of which this is expected, too: `certificate({ validFor: "30d" })`, `tlsVersion("TLSv1.3")`. */
  expect(...expectations: readonly Expectation<TlsAnswer>[]): TlsProbe {
    return new TlsProbe(this.#options, [...this.#expected, ...expectations]);
  }

  get namesHost(): boolean {
    return this.handshake.serverName !== undefined;
  }

  override toString(): string {
    const { serverName } = this.handshake;
    return `TLS handshake${serverName === undefined ? "" : ` as ${serverName}`}`;
  }

  override toJSON(): Json {
    const { alpn, ...handshake } = this.handshake;
    return {
      kind: this.kind,
      ...handshake,
      alpn: alpn ?? [],
      timeoutMs: this.timeoutMs,
      phaseTimeoutsMs: this.phaseTimeoutsMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

/**
 * A TLS handshake alone: `tls().expect(certificate({ validFor: "30d" }))`. It is made with targets without TLS settings, too.
 * @throws {RangeError} for options that no handshake can be made with
 */
export function tls(options: TlsOptions = {}): TlsProbe {
  checkHandshake(options);
  return new TlsProbe(options, []);
}
