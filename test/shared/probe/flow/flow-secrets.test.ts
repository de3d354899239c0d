import { inspect } from "node:util";
import * as v from "valibot";
import { expect, expectTypeOf, test } from "vitest";
import type { FlowContext } from "../../../../shared/probe/flow/flow-context.ts";
import { Secret, secretText } from "../../../../shared/probe/secret.ts";
import { said } from "../../../support/probe/probes.ts";
import { startHttp } from "../../../support/probe/start-server.ts";
import { runOn, startShop } from "../../../support/probe/start-shop.ts";

/** With what URLs, JSON and HTML each write in their own way. */
const VALUE = 'hunter2&"+/é hunter2';
const FORMS = [
  VALUE,
  encodeURIComponent(VALUE),
  encodeURIComponent(VALUE).toLowerCase(),
  new URLSearchParams({ a: VALUE }).toString().slice(2),
  JSON.stringify(VALUE).slice(1, -1),
  JSON.stringify(JSON.stringify(VALUE)),
  Buffer.from(VALUE).toString("base64"),
  Buffer.from(VALUE).toString("hex"),
  VALUE.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
];

/** All that is said of a flow, in every way in which a log or a record may write it. */
function everythingSaid(outcome: unknown): string {
  return `${inspect(outcome, { depth: 12, showHidden: true, maxStringLength: null })} ${JSON.stringify(outcome)}`;
}

test.for<[string, (context: FlowContext, secret: Secret) => Promise<unknown>]>([
  ["the query of a URL", ({ green }, key) => green.get("/echo", { query: { key } }).ok()],
  ["the path of a URL", ({ green }, key) => green.get(secretText`/echo/${key.map(encodeURIComponent)}`).ok()],
  ["a header", ({ green }, key) => green.get("/echo", { headers: { "x-key": key.map(encodeURIComponent) } }).ok()],
  ["a bearer token", ({ green }, key) => green.get("/echo", { bearer: key.map(encodeURIComponent) }).ok()],
  ["basic authentication", ({ green }, password) => green.get("/echo", { basic: { user: "me", password } }).ok()],
  ["a body as JSON", ({ green }, key) => green.post("/echo", { json: { deep: [{ key }] } }).ok()],
  ["a body as a form", ({ green }, key) => green.post("/echo", { form: { key } }).ok()],
  ["a body as text", ({ green }, key) => green.post("/echo", { text: secretText`the key is ${key}!` }).ok()],
  [
    "an expectation",
    async ({ green, expect: demand }, key) => {
      await green.get("/login").ok();
      demand(key).toBe("else");
    },
  ],
  [
    "what a value is expected to be",
    async ({ green, expect: demand }, key) => {
      await green.get("/login").ok();
      demand({ given: key.reveal() }).toEqual(key);
    },
  ],
  [
    "an error of the function's own",
    async ({ green }, key) => {
      await green.get("/login").ok();
      throw new Error(`it does not take ${key.reveal()}`, { cause: key.reveal() });
    },
  ],
  ["what is thrown that is no error", async (_, key) => Promise.reject(`it does not take ${key.reveal()}`)],
  [
    "an error with the secret in JSON",
    async (_, key) => Promise.reject(new Error(JSON.stringify({ key: key.reveal() }))),
  ],
  [
    "an error with the secret in base64",
    async (_, key) => Promise.reject(new Error(Buffer.from(`me:${key.reveal()}`).toString("base64"))),
  ],
])("a secret in %s shows as *** in all that is said of the flow", async ([, use]) => {
  const shop = await startShop();
  const outcome = await runOn(
    shop,
    async (context) => {
      await use(context, await context.secret("key"));
    },
    { secrets: { key: VALUE } },
  );
  expect(said(outcome)).toContain("***");
  const everything = everythingSaid(outcome);
  for (const form of FORMS) expect(everything).not.toContain(form);
  expect(everything).not.toContain("hunter2");
});

test("a secret reaches the service as it is, in every place", async () => {
  const seen: unknown[] = [];
  const { target } = await startHttp((request, response) => {
    seen.push(request.url, request.headers["x-key"], request.headers.authorization);
    response.end();
  });
  await runOn(
    { target },
    async ({ green, secret }) => {
      const key = await secret("key");
      await green.get("/a", { query: { key }, headers: { "x-key": key }, bearer: key }).ok();
    },
    { secrets: { key: "hunter2" } },
  );
  expect(seen).toEqual(["/a?key=hunter2", "hunter2", "Bearer hunter2"]);
});

test("a secret that is made of an answer is struck out of the steps before it, too", async () => {
  const { target } = await startHttp((request, response) => {
    response.writeHead(request.url === "/wrong" ? 500 : 200).end('{"token":"captured-token-1"}');
  });
  const outcome = await runOn({ target }, async ({ green, secret }) => {
    const failed = await green
      .get("/wrong")
      .ok()
      .catch(() => undefined);
    expect(failed).toBeUndefined();
    const { token } = await green.get("/login").ok(v.object({ token: v.string() }));
    const kept = secret.of(token);
    expect(String(kept)).toBe("***");
    await green.get("/again", { query: { kept } }).ok();
  });
  expect(said(outcome)).toMatch(/observed status 500 \(.*\*\*\*/);
  expect(everythingSaid(outcome)).not.toContain("captured-token");
});

test("what is sent as a credential is struck out of later answers, also where it is a plain text", async () => {
  const { target } = await startHttp((request, response) => {
    response.writeHead(request.url === "/second" ? 500 : 200).end("your token was captured-token-1");
  });
  const outcome = await runOn({ target }, async ({ green }) => {
    await green.get("/first", { bearer: "captured-token-1" }).ok();
    await green.get("/second").ok();
  });
  expect(said(outcome)).toMatch(/observed status 500 \(your token was \*\*\*\)$/);
});

test("the error that a flow catches from a request says no secret", async () => {
  const shop = await startShop();
  let caught: unknown;
  await runOn(
    shop,
    async ({ green, secret }) => {
      const key = await secret("key");
      await green
        .get(`/echo/${encodeURIComponent(key.reveal())}`)
        .ok()
        .catch((error: unknown) => (caught = error));
    },
    { secrets: { key: VALUE } },
  );
  expect(caught).toMatchObject({ name: "StepFailed", message: expect.stringContaining("observed status 400") });
  expect(everythingSaid(caught)).not.toContain("hunter2");
});

test("a secret in JSON is read by a schema, and each of its parts is a secret", async () => {
  const shop = await startShop();
  const outcome = await runOn(
    shop,
    async ({ green, secret }) => {
      const user = await secret("user", v.object({ name: v.string(), password: v.string(), pin: v.number() }));
      expectTypeOf(user).toEqualTypeOf<Secret<{ name: string; password: string; pin: number }>>();
      const { name, password, pin } = user.reveal();
      await green.get("/login").ok();
      throw new Error(`${name} may not enter with ${password} and ${pin}`);
    },
    { secrets: { user: '{"name":"smoke-user","password":"hunter2","pin":482913}' } },
  );
  expect(outcome).toMatchObject({ observed: "Error: *** may not enter with *** and ***" });
});

test.for<[string, string, v.GenericSchema, RegExp]>([
  ["is not JSON", "hunter2", v.string(), /^secret user: expected JSON, since a schema is to read it$/],
  [
    "its schema refuses",
    '{"password":"hunter2"}',
    v.object({ password: v.literal("x") }),
    /schema expects, in password$/,
  ],
  [
    "its schema throws for",
    '{"password":"hunter2"}',
    v.pipe(
      v.object({ password: v.string() }),
      v.transform(({ password }) => JSON.parse(password) as unknown),
    ),
    /^secret user: its schema threw SyntaxError$/,
  ],
])("a secret that %s is an error that does not show it", async ([, text, schema, observed]) => {
  const shop = await startShop();
  const outcome = await runOn(
    shop,
    async ({ secret }) => {
      await secret("user", schema);
    },
    { secrets: { user: text } },
  );
  expect(outcome).toMatchObject({ kind: "error", where: "prober", observed: expect.stringMatching(observed) });
  expect(everythingSaid(outcome)).not.toContain("hunter2");
});

test("a secret that cannot be read is an error that says why, and is not taken for the function's", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ secret }) => {
    await secret("nowhere");
  });
  expect(said(outcome)).toBe(
    'error (prober): Secret "nowhere": expected one that is there. the name of the secret, or what this function may read',
  );
});

test("a secret that cannot be had is an error also where nobody waits for it", async () => {
  const shop = await startShop();
  const outcome = await runOn(shop, async ({ green, secret }) => {
    void secret("nowhere");
    await green.get("/login").ok();
  });
  expect(said(outcome)).toMatch(/^error \(prober\): Secret "nowhere": expected one that is there/);
});
