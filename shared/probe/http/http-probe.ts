import type { Json } from "../json.ts";
import { ProbeBase, type ProbeOptions } from "../probe-base.ts";
import type { Secret } from "../secret.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { BodyExpectation, HttpExpectation } from "./http-expectation.ts";
import { describeRequest, makeRequest } from "./make-request.ts";
import type { HttpMethod, HttpOptions, HttpRequest } from "./http-request.ts";
import { status, type StatusRange } from "./status.ts";

/** A status may be written as it is. */
export type Expected<Body> = HttpExpectation<Body> | number | StatusRange;

/** One of several expectations: those after it see the body with the type `After`. */
export type Step<Before, After> = (HttpExpectation<Before> & { readonly bodyType?: After }) | number | StatusRange;

/** The last of the types that schemas gave a body, which was `Before`; `never` stands for what is no schema. */
type Latest<Before, Made extends readonly unknown[]> = Made extends readonly [infer First, ...infer Rest]
  ? Latest<[First] extends [never] ? Before : First, Rest>
  : Before;

/** The type of the body after `Expectations`: that of the last schema among them. */
export type BodyAfter<Expectations extends readonly unknown[], Body> = Expectations extends readonly [
  infer First,
  ...infer Rest,
]
  ? BodyAfter<Rest, First extends BodyExpectation<infer Typed> ? Typed : Body>
  : Body;

/** One request over HTTP and all that is expected of its answer: a value, which `expect` copies and never changes. */
export class HttpProbe<Body = unknown> extends ProbeBase<HttpAnswer<Body>> {
  readonly kind = "http";
  /** Never there: it keeps a probe from passing for one whose body has another type. */
  declare readonly bodyType?: Body;
  readonly sent: HttpRequest;
  readonly #options: ProbeOptions;

  /** Use {@link get}, {@link post} and their like. */
  constructor(sent: HttpRequest, options: ProbeOptions, expectations: readonly HttpExpectation<Body>[]) {
    super(options, expectations);
    this.sent = sent;
    this.#options = options;
  }

  /**
   * The same request, of whose answer this is expected, too: `200`, `"200-299"`, `header("x-version", version)`. What comes
   * after `body(schema)` sees the body with its type, also in the same call, of up to twelve.
   */
  expect<
    A = never,
    B = never,
    C = never,
    D = never,
    E = never,
    F = never,
    G = never,
    H = never,
    I = never,
    J = never,
    K = never,
    L = never,
  >(
    a: Step<Body, A>,
    b?: Step<NoInfer<Latest<Body, [A]>>, B>,
    c?: Step<NoInfer<Latest<Body, [A, B]>>, C>,
    d?: Step<NoInfer<Latest<Body, [A, B, C]>>, D>,
    e?: Step<NoInfer<Latest<Body, [A, B, C, D]>>, E>,
    f?: Step<NoInfer<Latest<Body, [A, B, C, D, E]>>, F>,
    g?: Step<NoInfer<Latest<Body, [A, B, C, D, E, F]>>, G>,
    h?: Step<NoInfer<Latest<Body, [A, B, C, D, E, F, G]>>, H>,
    i?: Step<NoInfer<Latest<Body, [A, B, C, D, E, F, G, H]>>, I>,
    j?: Step<NoInfer<Latest<Body, [A, B, C, D, E, F, G, H, I]>>, J>,
    k?: Step<NoInfer<Latest<Body, [A, B, C, D, E, F, G, H, I, J]>>, K>,
    l?: Step<NoInfer<Latest<Body, [A, B, C, D, E, F, G, H, I, J, K]>>, L>,
  ): HttpProbe<NoInfer<Latest<Body, [A, B, C, D, E, F, G, H, I, J, K, L]>>>;
  expect<const Expectations extends readonly Expected<Body>[]>(
    ...expectations: Expectations
  ): HttpProbe<BodyAfter<Expectations, Body>>;
  expect(...expectations: readonly Expected<Body>[]): HttpProbe {
    const more = expectations.map((each) => (typeof each === "object" ? each : status(each)));
    return new HttpProbe(this.sent, this.#options, [
      ...(this.expectations as readonly HttpExpectation[]),
      ...(more as readonly HttpExpectation[]),
    ]);
  }

  /** Whether an expectation reads the body. */
  get readsBody(): boolean {
    return this.expectations.some(({ readsBody }) => readsBody === true);
  }

  get namesHost(): boolean {
    return this.sent.host !== undefined;
  }

  override get secrets(): readonly Secret<unknown>[] {
    return [...this.sent.secrets, ...super.secrets];
  }

  override toString(): string {
    return `${this.sent.method} ${String(this.sent.path)}`;
  }

  override toJSON(): Json {
    return {
      kind: this.kind,
      ...describeRequest(this.sent),
      timeoutMs: this.timeoutMs,
      phaseTimeoutsMs: this.phaseTimeoutsMs,
      expect: this.expectations.map((each) => each.toJSON()),
    };
  }
}

/** A request with any method: the others are short for it. */
export function request(method: HttpMethod, path: string | Secret, options: HttpOptions = {}): HttpProbe {
  const { timeout, phaseTimeouts } = options;
  const own: ProbeOptions = { ...(timeout !== undefined && { timeout }), ...(phaseTimeouts && { phaseTimeouts }) };
  return new HttpProbe(makeRequest(method, path, options), own, []);
}

export const get = (path: string | Secret, options?: HttpOptions): HttpProbe => request("GET", path, options);
export const head = (path: string | Secret, options?: HttpOptions): HttpProbe => request("HEAD", path, options);
export const post = (path: string | Secret, options?: HttpOptions): HttpProbe => request("POST", path, options);
export const put = (path: string | Secret, options?: HttpOptions): HttpProbe => request("PUT", path, options);
export const patch = (path: string | Secret, options?: HttpOptions): HttpProbe => request("PATCH", path, options);
export const del = (path: string | Secret, options?: HttpOptions): HttpProbe => request("DELETE", path, options);
