import { isAuthority } from "../http/authority.ts";
import { hideCredentials } from "../http/hide-credentials.ts";
import { RequestDefinitionError } from "../http/make-request.ts";
import type { Json } from "../json.ts";
import { ProbeBase, type ProbeOptions } from "../probe-base.ts";
import { printable } from "../printable.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";
import { judgesHealth, type GrpcHealthExpectation } from "./grpc-health-expectation.ts";
import { serving } from "./serving.ts";

/** What may be said of a health check beside the service's name. */
export interface GrpcHealthOptions extends ProbeOptions {
  /** Sent with the call; the value of a name that ends in `-bin` is base64. */
  readonly metadata?: Readonly<Record<string, Text>>;
  /** The `:authority`, and over TLS the name that the certificate must be for. Default: the target's. */
  readonly host?: string;
}

/** The method that is called. */
export const HEALTH_CHECK = "grpc.health.v1.Health/Check";

/** A call of `grpc.health.v1.Health/Check` and all that is expected of its answer: a value, which `expect` copies. */
export class GrpcHealthProbe extends ProbeBase<GrpcHealthAnswer> {
  readonly kind = "grpc-health";
  /** Empty for the server as a whole. */
  readonly service: string;
  /** Names are in lower case. */
  readonly metadata: Readonly<Record<string, Text>>;
  readonly host: string | undefined;
  readonly #options: GrpcHealthOptions;
  readonly #own: readonly GrpcHealthExpectation[];

  /** Use {@link grpcHealth}. */
  constructor(service: string, options: GrpcHealthOptions, own: readonly GrpcHealthExpectation[]) {
    super(options, own.some(judgesHealth) ? own : [serving(), ...own]);
    const { metadata = {}, host } = options;
    this.service = service;
    const lowered = Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value] as const);
    this.metadata = hideCredentials(Object.fromEntries(lowered));
    this.host = host;
    this.#options = options;
    this.#own = own;
    const faults = findFaults(this);
    if (faults.length > 0) throw new RequestDefinitionError(`${this.toString()}: ${faults.join("; ")}`);
  }

  /**
   * The same call, of whose answer this is expected, too. `servingStatus(…)`, and `grpcStatus(…)` but for OK, take the place
   * of SERVING, which is expected otherwise; their opposites do not.
   */
  expect(...expectations: readonly GrpcHealthExpectation[]): GrpcHealthProbe {
    return new GrpcHealthProbe(this.service, this.#options, [...this.#own, ...expectations]);
  }

  get namesHost(): boolean {
    return this.host !== undefined;
  }

  override get secrets(): readonly Secret<unknown>[] {
    const sent = Object.values(this.metadata).filter((value) => value instanceof Secret);
    return [...sent, ...super.secrets];
  }

  override toString(): string {
    return this.service === "" ? HEALTH_CHECK : `${HEALTH_CHECK} ${printable(this.service)}`;
  }

  override toJSON(): Json {
    return {
      kind: this.kind,
      service: this.service,
      metadata: Object.fromEntries(Object.entries(this.metadata).map(([name, value]) => [name, String(value)])),
      host: this.host ?? null,
      timeoutMs: this.timeoutMs,
      phaseTimeoutsMs: this.phaseTimeoutsMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

const LONGEST_SERVICE = 1_024;

/** Those that gRPC and HTTP/2 themselves send or forbid. */
const RESERVED =
  /^(?:grpc-|:)|^(?:content-type|te|user-agent|host|connection|upgrade|transfer-encoding|content-length)$/u;

function findFaults({ service, metadata, host }: GrpcHealthProbe): readonly string[] {
  const faults: string[] = [];
  if (!service.isWellFormed() || Buffer.byteLength(service) > LONGEST_SERVICE) {
    faults.push(`service: expected text of at most ${LONGEST_SERVICE} bytes`);
  }
  for (const [name, value] of Object.entries(metadata)) {
    if (!/^[\d_.a-z-]+$/u.test(name)) faults.push(`metadata: expected a name, received ${JSON.stringify(name)}`);
    if (RESERVED.test(name)) faults.push(`metadata: ${name} is the prober's own to send`);
    const isBinary = name.endsWith("-bin");
    if (isBinary && !/^[\d+/A-Za-z]*={0,2}$/u.test(reveal(value))) faults.push(`metadata: expected base64 in ${name}`);
    if (!/^[\u0020-\u007e]*$/u.test(reveal(value))) faults.push(`metadata: expected printable ASCII in ${name}`);
  }
  if (host !== undefined && !isAuthority(host)) {
    faults.push(`host: expected a name, with or without a port, received ${JSON.stringify(host)}`);
  }
  return faults;
}

/** Asks a server for the health of one of its services, or with no name for its own. */
export function grpcHealth(service = "", options: GrpcHealthOptions = {}): GrpcHealthProbe {
  return new GrpcHealthProbe(service, options, []);
}
