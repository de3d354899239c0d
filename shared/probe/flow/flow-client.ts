import type { StandardSchemaV1 } from "@standard-schema/spec";
import { body } from "../http/body.ts";
import type { HttpAnswer } from "../http/http-answer.ts";
import type { HttpMethod, HttpOptions } from "../http/http-request.ts";
import { request, type BodyAfter, type Expected, type HttpProbe } from "../http/http-probe.ts";
import type { StatusRange } from "../http/status.ts";
import type { Text } from "../secret.ts";
import { FlowMisused } from "./flow-errors.ts";

/** A request that is sent when it is told what to expect. */
export interface FlowRequest {
  /** Sends it, expects this, which is at least something, and resolves with the answer. */
  expect<const Expectations extends readonly [Expected<unknown>, ...Expected<unknown>[]]>(
    ...expectations: Expectations
  ): Promise<HttpAnswer<BodyAfter<Expectations, unknown>>>;
  /** Sends it, expects a status from 200 to 299, and resolves with the answer. */
  ok(): Promise<HttpAnswer>;
  /** The same, with a body that `schema` reads, which it resolves with. */
  ok<Output>(schema: StandardSchemaV1<unknown, Output>): Promise<Output>;
  /** Sends it, expects status 201 and a body that `schema` reads, which it resolves with. */
  created<Output>(schema: StandardSchemaV1<unknown, Output>): Promise<Output>;
}

type Ask = (path: Text, options?: HttpOptions) => FlowRequest;

/** Asks one target: every request is a probe of its own. */
export interface FlowClient {
  readonly get: Ask;
  readonly head: Ask;
  readonly post: Ask;
  readonly put: Ask;
  readonly patch: Ask;
  readonly delete: Ask;
}

/** Runs one request of a flow; rejects where it does not pass. */
export type Send = <Body>(probe: HttpProbe<Body>) => Promise<HttpAnswer<Body>>;

/** @param announce is told of each request that is written, and returns what to call when it is sent */
export function makeClient(send: Send, announce: (what: string) => () => void): FlowClient {
  const asker = (method: HttpMethod): Ask => {
    return (path, options) => {
      const probe = request(method, path, options);
      const sent = announce(String(probe));
      const run: Send = (each) => {
        sent();
        return handled(send(each));
      };
      const read = <Output>(code: number | StatusRange, schema: StandardSchemaV1<unknown, Output>): Promise<Output> => {
        const asking = run(probe.expect(code, body(schema)) as HttpProbe<Output>);
        return handled(asking.then((answer) => answer.body));
      };
      function ok(): Promise<HttpAnswer>;
      function ok<Output>(schema: StandardSchemaV1<unknown, Output>): Promise<Output>;
      function ok<Output>(schema?: StandardSchemaV1<unknown, Output>): Promise<HttpAnswer | Output> {
        return schema ? read("200-299", schema) : run(probe.expect("200-299"));
      }
      return {
        expect: (...expectations) => {
          if (expectations.length === 0) throw new FlowMisused(`nothing is expected of ${String(probe)}: .expect(200)`);
          return run(probe.expect(...expectations));
        },
        ok,
        created: (schema) => read(201, schema),
      };
    };
  };
  return {
    get: asker("GET"),
    head: asker("HEAD"),
    post: asker("POST"),
    put: asker("PUT"),
    patch: asker("PATCH"),
    delete: asker("DELETE"),
  };
}

/** A request that is not awaited is judged all the same: its rejection must not end the process. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
