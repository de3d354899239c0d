import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import type { Expectation, KeptExpectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import { ProbeBase, type ProbeOptions } from "../probe-base.ts";
import type { DnsAnswer, DnsStatus, DnsType } from "./dns-answer.ts";
import { dnsStatus, resolved, type Settling } from "./dns-status.ts";
import { reverseName } from "./reverse-name.ts";

/** What a user may say of a question to a name server. */
export interface DnsOptions extends ProbeOptions {
  /**
   * Who is asked.
   * - `target`: the name server at the target's address and port, and no other.
   * - `system`: the name servers that this machine is configured with; then the target is not looked at.
   *
   * Default: `target`.
   */
  readonly resolver?: "target" | "system";
}

interface Question<Type extends DnsType> {
  readonly name: string;
  readonly type: Type;
  readonly resolver: "target" | "system";
  readonly options: ProbeOptions;
}

/** A question to a name server: a value, which `expect` copies and never changes. It passes when there is a record. */
export class DnsProbe<Type extends DnsType = DnsType> extends ProbeBase<DnsAnswer<Type>> {
  readonly kind = "dns";
  /** In ASCII, as it is asked for. */
  readonly name: string;
  readonly type: Type;
  readonly resolver: "target" | "system";
  readonly #question: Question<Type>;
  readonly #expected: readonly KeptExpectation<DnsAnswer<Type>>[];

  /** Use {@link dns}. */
  constructor(question: Question<Type>, expected: readonly KeptExpectation<DnsAnswer<Type>>[]) {
    const settled = expected.some((each) => (each as Partial<Settling>).settles === true);
    super(question.options, settled ? expected : [resolved(question.type), ...expected]);
    this.name = question.name;
    this.type = question.type;
    this.resolver = question.resolver;
    this.#question = question;
    this.#expected = expected;
  }

  /** The same question, of whose answer this is expected, too: `records("10.0.1.7")`, `"NXDOMAIN"`. */
  expect(...expectations: readonly (Expectation<DnsAnswer<Type>> | DnsStatus)[]): DnsProbe<Type> {
    const more = expectations.map((each) => (typeof each === "string" ? dnsStatus(each) : each));
    return new DnsProbe(this.#question, [...this.#expected, ...more]);
  }

  override toString(): string {
    return `DNS ${this.type} ${this.name}`;
  }

  override toJSON(): Json {
    return {
      kind: this.kind,
      name: this.name,
      type: this.type,
      resolver: this.resolver,
      timeoutMs: this.timeoutMs,
      phaseTimeoutsMs: this.phaseTimeoutsMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

/**
 * A question to a name server: `dns("orders.shop.local")`, `dns("orders.shop.local", "SRV")`.
 * @param name a host name, with or without the last dot; also an IP address where `PTR` is asked for
 * @throws {RangeError} for what is no name
 */
export function dns<Type extends DnsType = "A">(
  name: string,
  type: Type = "A" as Type,
  { resolver = "target", timeout, phaseTimeouts }: DnsOptions = {},
): DnsProbe<Type> {
  const options: ProbeOptions = { ...(timeout && { timeout }), ...(phaseTimeouts && { phaseTimeouts }) };
  return new DnsProbe({ name: asciiName(name, type), type, resolver, options }, []);
}

const LONGEST_NAME = 253;
const LABEL = /^[\w-]{1,63}$/u;

function asciiName(name: string, type: DnsType): string {
  if (isIP(name) !== 0 && type === "PTR") return reverseName(name);
  const bare = name.replace(/\.$/u, "");
  // Services have names such as _http._tcp.shop.local, which are no names of hosts: only others are translated.
  const ascii = /^[\u0021-\u007e]*$/u.test(bare) ? bare : domainToASCII(bare);
  const isName = ascii.length <= LONGEST_NAME && ascii.split(".").every((label) => LABEL.test(label));
  if (!isName || isIP(ascii) !== 0) throw new RangeError(`expected a name for DNS, received ${JSON.stringify(name)}`);
  return ascii.toLowerCase();
}
