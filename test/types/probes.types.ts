/**
 * What compiles, and what must not: `tsc --noEmit` is the test, since an `@ts-expect-error` without an error is one itself.
 * Nothing of this is ever run.
 */
import { type } from "arktype";
import * as v from "valibot";
import { z } from "zod";
import { not } from "../../shared/probe/expectation.ts";
import { metadata } from "../../shared/probe/grpc/metadata.ts";
import { body } from "../../shared/probe/http/body.ts";
import { bodySize } from "../../shared/probe/http/body-size.ts";
import { cookie } from "../../shared/probe/http/cookie.ts";
import { encoded } from "../../shared/probe/http/encoded.ts";
import { header } from "../../shared/probe/http/header.ts";
import { get, post, type HttpProbe } from "../../shared/probe/http/http-probe.ts";
import { httpVersion } from "../../shared/probe/http/http-version.ts";
import { json } from "../../shared/probe/http/json.ts";
import { satisfies } from "../../shared/probe/http/satisfies.ts";
import { text } from "../../shared/probe/http/text.ts";
import { within } from "../../shared/probe/http/within.ts";
import { identityField } from "../../shared/probe/identity.ts";
import { absent } from "../../shared/probe/json-pattern.ts";
import { anyString, between } from "../../shared/probe/matcher.ts";
import { runProbe } from "../../shared/probe/run-probe.ts";
import { Secret } from "../../shared/probe/secret.ts";
import type { Target } from "../../shared/probe/target.ts";

declare const target: Target;
declare const signal: AbortSignal;
declare const variables: Readonly<Record<string, string | undefined>>;

/** The body that a passed probe gives. */
async function bodyOf<Body>(probe: HttpProbe<Body>): Promise<Body> {
  const outcome = await runProbe(probe, target, signal);
  if (outcome.kind !== "passed") throw new Error(outcome.observed);
  return outcome.answer.body;
}

const Health = v.object({ status: v.picklist(["ok", "degraded"]), checks: v.array(v.object({ name: v.string() })) });

export async function aBodyHasTheTypeThatItsSchemaGivesIt(): Promise<void> {
  const health = await bodyOf(get("/health").expect(200, body(Health), within("300ms"), header("etag")));
  health.status satisfies "ok" | "degraded";
  health.checks satisfies readonly { name: string }[];
  // @ts-expect-error no schema names it
  console.log(health.statsu);
  // @ts-expect-error it is a string
  health.status satisfies number;

  // Of a schema that transforms, what comes out of it; whoever made it.
  (await bodyOf(get("/").expect(body(z.object({ n: z.string().transform(Number) }))))).n satisfies number;
  (await bodyOf(get("/").expect(body(type({ n: "string.numeric.parse" }))))).n satisfies number;
  (await bodyOf(get("/").expect(body(v.pipe(v.string(), v.transform(Number)))))) satisfies number;

  // Of several, the last.
  (await bodyOf(get("/").expect(body(Health), 200).expect(body(v.string())))) satisfies string;
  (await bodyOf(get("/").expect(200, 200, 200, 200, 200, 200, 200, 200, body(v.string())))) satisfies string;

  // @ts-expect-error without a schema nothing is known of it
  (await bodyOf(get("/").expect(200))) satisfies { status: unknown };
  // @ts-expect-error nor by being wished for
  get("/").expect(200) satisfies HttpProbe<string>;
  // @ts-expect-error and what is not as a schema has it has no type
  (await bodyOf(get("/").expect(not(body(Health))))) satisfies { status: unknown };
}

export const whatFollowsASchemaSeesTheBodyWithItsType = [
  get("/").expect(
    200,
    body(Health),
    satisfies("has checks", (answer) => answer.body.checks.length > 0),
  ),
  get("/")
    .expect(body(Health))
    .expect(satisfies("has checks", async (answer) => answer.body.checks.length > 0 || "none")),
  get("/").expect(
    body(Health),
    // @ts-expect-error there is no such member
    satisfies("has items", (answer) => answer.body.items.length > 0),
  ),
  get("/").expect(
    // @ts-expect-error the schema comes too late
    satisfies("has checks", (answer) => answer.body.checks.length > 0),
    body(Health),
  ),
  get("/").expect(
    // @ts-expect-error no schema makes it a cart, by being wished for
    satisfies<{ readonly items: readonly string[] }>("has items", ({ body: { items } }) => items.length > 0),
  ),
  get("/").expect(
    body(Health),
    // @ts-expect-error the schema makes it something else
    satisfies<{ readonly items: readonly string[] }>("has items", ({ body: { items } }) => items.length > 0),
  ),
  get("/").expect(
    // @ts-expect-error nor does it, where the opposite is wished for
    not(satisfies<{ readonly items: readonly string[] }>("has items", ({ body: { items } }) => items.length > 0)),
  ),
  // Of up to twelve.
  get("/").expect(
    body(Health),
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    satisfies("has checks", (answer) => answer.body.checks.length > 0),
  ),
];

export const aDurationHasANumberAndAUnit = [
  get("/", { timeout: "300ms", phaseTimeouts: { firstByte: "1.5s" } }).expect(within("1m"), within("50ms", "tls")),
  // @ts-expect-error a unit without a number
  get("/", { timeout: "ms" }),
  // @ts-expect-error a number without a unit
  get("/", { timeout: 300 }),
  // @ts-expect-error a number without a unit
  get("/", { timeout: "300" }),
  // @ts-expect-error no such unit
  get("/", { timeout: "5min" }),
  // @ts-expect-error a number without a unit
  within(300),
  // @ts-expect-error no such phase
  within("50ms", "first-byte"),
  // @ts-expect-error no such phase
  get("/", { phaseTimeouts: { firstbyte: "1s" } }),
];

export const optionsAreKnown = [
  post("/", { headers: { accept: "text/plain" }, query: { page: 2 }, json: { token: new Secret("x") } }),
  // @ts-expect-error nothing is retried
  get("/", { retries: 3 }),
  // @ts-expect-error it is called headers
  get("/", { header: { accept: "text/plain" } }),
  // @ts-expect-error it is called headers
  get("/", { Headers: { accept: "text/plain" } }),
  // @ts-expect-error a header is text
  get("/", { headers: { "x-page": 2 } }),
  // @ts-expect-error no such version
  get("/", { version: "3" }),
  // @ts-expect-error an encoding that no prober decompresses
  get("/", { accept: ["compress"] }),
  // @ts-expect-error how far they are followed must be said
  get("/", { redirects: { to: "sticky" } }),
  // @ts-expect-error no such unit
  get("/", { limits: { body: "1MB" } }),
  // @ts-expect-error a request has one body
  post("/", { json: {}, text: "x" }),
  // @ts-expect-error a request has one body
  post("/", { form: {}, json: {} }),
];

export const expectationsAreUsedAsTheyAreMeant = [
  get("/").expect(
    "200-299",
    "200,204",
    header("etag"),
    header("x-n", (value) => Number(value) > 3),
  ),
  get("/").expect(cookie("session", { secure: true, sameSite: "Lax" }), bodySize("1KiB"), encoded("identity")),
  get("/").expect(
    json({ status: "ok", n: between(1, 5), of: [anyString, (n: number) => n > 1, /x/, new Secret("x")] }),
  ),
  // @ts-expect-error no status
  get("/").expect("2xx"),
  // @ts-expect-error nothing is expected
  header(),
  // @ts-expect-error its value is text
  header("content-length", 12),
  // @ts-expect-error a variable that may not be set
  header("x-version", variables["VERSION"]),
  // @ts-expect-error a variable that may not be set
  metadata("x-version", variables["VERSION"]),
  // @ts-expect-error a variable that may not be set
  json({ version: variables["VERSION"] }),
  // @ts-expect-error a variable that may not be set
  text(variables["VERSION"]),
  // @ts-expect-error a variable that may not be set
  cookie("session", { value: variables["VERSION"] }),
  get("/").expect(json({ error: absent })),
  // @ts-expect-error its name is no pattern
  header(/^x-/),
  // @ts-expect-error a function says yes or no
  header("etag", (value) => value.length),
  // @ts-expect-error two expectations are made of two calls
  header("etag", "x", "y"),
  // @ts-expect-error it is called httpOnly
  cookie("session", { httponly: true }),
  // @ts-expect-error no such unit
  bodySize("1kb"),
  // @ts-expect-error nothing is compressed so
  encoded("zip"),
  // @ts-expect-error no such version
  httpVersion("1"),
  // @ts-expect-error JSON has no dates
  json({ at: new Date() }),
  // @ts-expect-error this has no schema
  body({ status: "ok" }),
  // @ts-expect-error a function says yes, no, or why
  satisfies("has items", () => 3),
];

export function aProbeIsNeverChanged(probe: HttpProbe): void {
  // @ts-expect-error expect() makes a copy
  probe.timeoutMs = 1;
  // @ts-expect-error the request is fixed, too
  probe.sent.method = "POST";
}

export const aSecretIsNoString = [
  get(new Secret("/reset/42"), { bearer: new Secret("x") }).expect(header("x-token", new Secret("x"))),
  // @ts-expect-error it prints as ***: whoever wants its value must say so
  new Secret("x") satisfies string,
  identityField((health: v.InferOutput<typeof Health>) => health.status),
  // @ts-expect-error the body is unknown until it has a type
  identityField((health) => health.status),
];
