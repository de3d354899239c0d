import { expect, test } from "vitest";
import { get, post, request, type HttpProbe } from "../../../../shared/probe/http/http-probe.ts";
import type { HttpOptions } from "../../../../shared/probe/http/http-request.ts";
import { RequestDefinitionError } from "../../../../shared/probe/http/make-request.ts";
import { Secret, secretText } from "../../../../shared/probe/secret.ts";

const token = new Secret("abc123token");

/** What the compiler would refuse. */
function options(given: object): HttpOptions {
  return given;
}

test.for<[object, string]>([
  [{ version: "3" }, 'version: expected "1.1" or "2", received "3"'],
  [{ redirects: { follow: 1, to: "anywhere" } }, 'redirects.to: expected "sticky" or "same-host", received "anywhere"'],
  [{ redirects: { follow: 0, to: "sticky" } }, "redirects.follow: expected 1..10, received 0"],
  [{ accept: ["gzip", "lzma"] }, 'accept: expected gzip, deflate, br or zstd, received "lzma"'],
  [{ keepAlive: "no" }, 'keepAlive: expected true or false, received "no"'],
  [{ limits: { body: -1 } }, 'limits.body: expected a size such as 4096, "16KiB" or "1MiB", received -1'],
  [{ limits: { headers: 0 } }, "limits.headers: expected a size"],
  [{ limits: { trailers: 1 } }, 'limits: expected headers or body, received "trailers"'],
  [{ host: "a:99999" }, 'host: expected a name, with or without a port, received "a:99999"'],
  [{ host: "a:" }, "host: expected a name, with or without a port"],
  [{ host: "" }, "host: expected a name, with or without a port"],
  [{ headers: { host: token } }, "host: expected text, received a secret"],
  [{ headers: { "X-A": "1", "x-a": "2" } }, "headers: x-a is given twice"],
  [{ headers: { "x-a": undefined } }, "headers.x-a: expected a value, received undefined: is the variable set?"],
  [{ query: { a: undefined } }, "query.a: expected a value, received undefined: is the variable set?"],
  [{ query: { a: {} } }, "query.a: expected text, received a value of type object"],
  [{ form: { a: undefined } }, "form.a: expected a value, received undefined: is the variable set?"],
  [{ bearer: undefined }, "bearer: expected a value, received undefined: is the variable set?"],
  [{ basic: { user: "u", password: undefined } }, "basic.password: expected a value, received undefined"],
  [{ basic: { user: "u:p", password: "q" } }, "basic.user: expected no colon in it"],
  [{ json: () => 1 }, "json: expected what JSON can say"],
  [{ json: {}, text: "x" }, "expected one of json, form and text"],
])("%j is refused where it is written", ([given, message]) => {
  const make = (): HttpProbe => post("/", options(given));
  expect(make).toThrow(RequestDefinitionError);
  expect(make).toThrow(message);
});

test.for<[string, () => HttpProbe]>([
  ["headers.authorization", () => get("/", { headers: { authorization: `Bearer ${String(token)}` } })],
  ["query.key", () => get("/", { query: { key: String(token) } })],
  ["path", () => get(`/orders/${String(token)}`)],
  ["text", () => post("/", { text: `key=${String(token)}` })],
  ["json.deep.0.key", () => post("/", { json: { deep: [{ key: `${String(token)}!` }] } })],
  ["form.key", () => post("/", { form: { key: String(token) } })],
  ["bearer", () => get("/", { bearer: String(token) })],
  ["basic.password", () => get("/", { basic: { user: "me", password: String(token) } })],
])("a secret in a template, as which its *** would be sent, is refused: %s", ([place, make]) => {
  expect(make).toThrow(`${place}: a secret in a template shows as ***: use secretText`);
});

test("a secret that may hold anything is sent as it is", () => {
  const probe = get("/", { bearer: new Secret("a***b"), headers: { "x-key": secretText`Bearer ${token}` } });
  expect(probe.sent.headers["x-key"]).toBeInstanceOf(Secret);
});

test("what a name of a parameter says to be a credential is a secret, also where nobody said so", () => {
  for (const probe of [
    get("/orders", { query: { access_token: "abc123token", page: 2 } }),
    get("/orders?page=2&access_token=abc123token"),
    get("/orders?api-key=abc123token", { query: { page: 2 } }),
    get("/orders?api_key=abc123token"),
    get("/orders?AccessKey=abc123token"),
    get("/orders?passwd=abc123token"),
    get("/orders?X-Amz-Credential=abc123token"),
  ]) {
    expect(`${String(probe)} ${JSON.stringify(probe)}`).not.toContain("abc123");
    expect(probe.secrets.flatMap((secret) => secret.texts())).toContain("abc123token");
  }
  expect(String(get("/orders", { query: { page: 2 } }))).toBe("GET /orders?page=2");
});

test("a request names all of its faults at once", () => {
  const make = (): HttpProbe => request("GET", "no slash", options({ host: "a b", version: "3", text: "x" }));
  expect(make).toThrow(
    'GET no slash: path: expected one that begins with / and is encoded; host: expected a name, with or without a port, received "a b"; a body cannot be sent with GET; version: expected "1.1" or "2", received "3"',
  );
});
