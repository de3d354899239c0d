import type { Expectation } from "../expectation.ts";
import type { JsonWithSecrets } from "../http/http-request.ts";
import { findSecrets, jsonText } from "../http/make-request.ts";
import type { StatusRange } from "../http/status.ts";
import type { Json } from "../json.ts";
import { ProbeBase, type ProbeOptions } from "../probe-base.ts";
import { Secret, type Text } from "../secret.ts";
import { matchMessage, type MessageMatcher } from "./message-match.ts";
import { opened, upgradeStatus, type UpgradeStatus } from "./opened.ts";
import { recordStep, type Step } from "./script.ts";
import type { WebSocketAnswer } from "./websocket-answer.ts";
import { makeUpgrade, type Upgrade, type WebSocketOptions } from "./websocket-options.ts";

type Own = Pick<WebSocketProbe, "upgrade" | "script"> & {
  readonly options: ProbeOptions;
  readonly expected: readonly (Expectation<WebSocketAnswer> | UpgradeStatus)[];
  readonly scriptSecrets: readonly Secret<unknown>[];
};

/**
 * A WebSocket to be opened, and what is said over it: a value, which its methods copy and never change. It passes when the
 * peer upgrades, every step of the script comes about, and all that is expected is met.
 */
export class WebSocketProbe extends ProbeBase<WebSocketAnswer> {
  readonly kind = "websocket";
  readonly upgrade: Upgrade;
  readonly script: readonly Step[];
  readonly #own: Own;

  /** Use {@link webSocket}. */
  constructor(own: Own) {
    const { script, expected } = own;
    // Whoever expects a status, 401 perhaps, has said what shall become of the upgrade.
    const hasStatus = expected.some((each) => "judgesUpgrade" in each);
    super(own.options, [...(hasStatus && script.length === 0 ? [] : [opened(script)]), ...expected]);
    this.upgrade = own.upgrade;
    this.script = script;
    this.#own = own;
  }

  /** Sends a message next: text, bytes, or a value as JSON. */
  sends(message: JsonWithSecrets | Uint8Array): WebSocketProbe {
    const sent = isBytes(message) ? Uint8Array.from(message) : isText(message) ? message : jsonText(message);
    return this.#with({ does: "send", message: sent }, isBytes(message) ? [] : findSecrets(message));
  }

  /** Waits for a message that is such; others that come before it are passed over. */
  expects(matcher: MessageMatcher): WebSocketProbe {
    const match = matchMessage(matcher);
    return this.#with({ does: "expect", match, next: false }, match.secrets);
  }

  /** Waits for a message, which must be such: with any other the probe has failed at once. */
  expectsNext(matcher: MessageMatcher): WebSocketProbe {
    const match = matchMessage(matcher);
    return this.#with({ does: "expect", match, next: true }, match.secrets);
  }

  /** Waits for the peer to close, with this code or any; messages that come before are passed over. */
  expectsClose(code?: number): WebSocketProbe {
    return this.#with({ does: "expectClose", code }, []);
  }

  /** The same, of whose answer this is expected, too: `protocol("graphql-ws")`, `401` for an upgrade to be refused. */
  expect(...expectations: readonly (Expectation<WebSocketAnswer> | number | StatusRange)[]): WebSocketProbe {
    const more = expectations.map((each) => (typeof each === "object" ? each : upgradeStatus(each)));
    return new WebSocketProbe({ ...this.#own, expected: [...this.#own.expected, ...more] });
  }

  #with(step: Step, secrets: readonly Secret<unknown>[]): WebSocketProbe {
    const scriptSecrets = [...this.#own.scriptSecrets, ...secrets];
    return new WebSocketProbe({ ...this.#own, script: [...this.script, step], scriptSecrets });
  }

  get namesHost(): boolean {
    return this.upgrade.request.host !== undefined;
  }

  override get secrets(): readonly Secret<unknown>[] {
    return [...this.upgrade.request.secrets, ...this.#own.scriptSecrets, ...super.secrets];
  }

  override toString(): string {
    return `WebSocket ${String(this.upgrade.request.path)}`;
  }

  override toJSON(): Json {
    const { request, protocols, perMessageDeflate, limits } = this.upgrade;
    return {
      kind: this.kind,
      path: String(request.path),
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      host: request.host ?? null,
      protocols,
      perMessageDeflate,
      limits,
      script: this.script.map(recordStep),
      timeoutMs: this.timeoutMs,
      phaseTimeoutsMs: this.phaseTimeoutsMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

/**
 * A WebSocket: `webSocket("/live").sends("ping").expects("pong")`.
 * @param path begins with `/`, encoded
 * @throws {RequestDefinitionError} naming all that cannot be sent
 */
export function webSocket(path: Text, options: WebSocketOptions = {}): WebSocketProbe {
  const { timeout, phaseTimeouts } = options;
  return new WebSocketProbe({
    upgrade: makeUpgrade(path, options),
    script: [],
    options: { ...(timeout && { timeout }), ...(phaseTimeouts && { phaseTimeouts }) },
    expected: [],
    scriptSecrets: [],
  });
}

function isBytes(message: unknown): message is Uint8Array {
  return message instanceof Uint8Array;
}

function isText(message: unknown): message is Text {
  return typeof message === "string" || (message instanceof Secret && typeof message.reveal() === "string");
}
