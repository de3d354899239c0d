import { type } from "arktype";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import { not } from "../../../../../shared/probe/expectation.ts";
import { body } from "../../../../../shared/probe/http/body.ts";
import { get } from "../../../../../shared/probe/http/http-probe.ts";
import { satisfies } from "../../../../../shared/probe/http/satisfies.ts";
import { status } from "../../../../../shared/probe/http/status.ts";
import { judgeAnswer } from "../../../../../shared/probe/judge-answer.ts";
import { runProbe } from "../../../../../shared/probe/run-probe.ts";
import { keepAll } from "../../../../../shared/probe/scrub.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { httpAnswer } from "../../../../support/probe/http-answer.ts";
import { otherPromise } from "../../../../support/probe/other-promise.ts";
import { startHttp } from "../../../../support/probe/start-server.ts";

interface Health {
  readonly status: "ok";
  readonly checks: readonly { readonly name: string; readonly ms: number }[];
}

/** Each reads the numbers out of texts, and drops what it does not know where it is one that does. */
const schemas: readonly (readonly [string, StandardSchemaV1<unknown, Health>])[] = [
  [
    "valibot",
    v.object({
      status: v.literal("ok"),
      checks: v.array(v.object({ name: v.string(), ms: v.pipe(v.string(), v.transform(Number)) })),
    }),
  ],
  [
    "valibot, later",
    v.objectAsync({
      status: v.literal("ok"),
      checks: v.arrayAsync(
        v.objectAsync({
          name: v.string(),
          ms: v.pipeAsync(
            v.string(),
            v.transformAsync(async (text) => Number(text)),
          ),
        }),
      ),
    }),
  ],
  [
    "zod",
    z.object({
      status: z.literal("ok"),
      checks: z.array(z.object({ name: z.string(), ms: z.string().transform(Number) })),
    }),
  ],
  [
    "zod, later",
    z.object({
      status: z.literal("ok"),
      checks: z.array(z.object({ name: z.string(), ms: z.string().transform(async (text) => Number(text)) })),
    }),
  ],
  ["arktype", type({ status: "'ok'", checks: type({ name: "string", ms: "string.numeric.parse" }).array() })],
];

test.for(schemas)("with %s the body that follows is the one that it makes", async ([, schema]) => {
  const answer = httpAnswer({ body: { status: "ok", checks: [{ name: "db", ms: "3" }] }, headers: { etag: "1" } });
  const slow = satisfies<Health>("has slow checks", (each) => each.body.checks[0]?.ms === 3);
  const judged = await judgeAnswer([body(schema), status(200), slow], answer, keepAll);
  expect(judged.kind).toBe("passed");
  expect(judged.answer).toMatchObject({
    status: 200,
    headers: { etag: "1" },
    text: answer.text,
    phases: answer.phases,
  });
  expect(judged.answer?.body).toEqual({ status: "ok", checks: [{ name: "db", ms: 3 }] });
});

test.for(schemas)("with %s what it refuses is shown with its path", async ([, schema]) => {
  const answer = httpAnswer({
    body: {
      status: "ok",
      checks: [
        { name: "db", ms: "3" },
        { name: 5, ms: "3" },
      ],
    },
  });
  const finding = await body(schema).judge(answer);
  expect(finding).toMatchObject({ met: false, decisive: true });
  expect(finding.difference).toHaveLength(1);
  expect(finding.difference?.[0]).toMatch(/^\$\.checks\[1\]\.name: .*string/);
  expect(finding.observed).toBe(finding.difference?.[0]);
});

test.for([
  [
    200,
    { status: "down", checks: [] },
    /^decisive: expected a body as its schema \(valibot\) has it, observed \$\.status: /,
  ],
  [503, { status: "down", checks: [] }, /^expected a body as its schema/],
  [200, "<html>", /^decisive: .*, observed a body that is not JSON \("<html>"\)$/],
  [204, "", /^decisive: .*, observed no body$/],
  [200, { status: "\u001b[2J", checks: [] }, /received "\\u001b\[2J"$/],
] as const)("a schema that is broken with status %i", async ([code, sent, says]) => {
  const schema = v.object({ status: v.literal("ok"), checks: v.array(v.unknown()) });
  expect(await findingOf(body(schema), httpAnswer({ status: code, body: sent }))).toMatch(says);
});

test("ten of its issues are shown, the others are counted", async () => {
  const finding = await body(v.array(v.string())).judge(httpAnswer({ body: Array.from({ length: 17 }, () => 1) }));
  expect(finding.difference?.slice(9)).toEqual([expect.stringMatching(/^\$\[9\]: /), "and 7 more"]);
  expect(finding.observed).toMatch(/^\$\[0\]: .* and 16 more$/);
});

test("a schema that throws is not met, nor is its opposite, and decides nothing", async () => {
  const schema = v.pipe(
    v.unknown(),
    v.check(() => JSON.parse("")),
  );
  for (const expectation of [body(schema), not(body(schema))]) {
    const judged = await judgeAnswer([expectation], httpAnswer({ body: {} }), keepAll);
    expect(judged).toMatchObject({
      kind: "failed",
      decisive: false,
      observed: "it threw: Unexpected end of JSON input",
    });
  }
});

test("its opposite decides nothing alone, and hands no body on", async () => {
  const opposite = not(body(z.object({ a: z.number().default(1) })));
  const answer = httpAnswer({ body: {} });
  expect(await opposite.judge(answer)).toEqual({
    met: false,
    expected: "not a body as its schema (zod) has it",
    observed: "such a body",
  });
  expect(opposite.readsBody).toBe(true);
});

test("it is recorded by what it takes, where it can tell that", () => {
  expect(body(z.object({ a: z.string() })).toJSON()).toMatchObject({
    body: { vendor: "zod", schema: { type: "object", properties: { a: { type: "string" } } } },
  });
  expect(body(type({ a: "string" })).toJSON()).toMatchObject({ body: { schema: { required: ["a"] } } });
  expect(body(v.object({ a: v.string() })).toJSON()).toEqual({ body: { vendor: "valibot" } });
  expect(body(z.custom(() => true)).toJSON()).toMatchObject({ body: { vendor: "zod" } });
});

test("over the wire: the body of the outcome is the one that the schema makes", async () => {
  const { target } = await startHttp((_request, response) => response.end('{"n":"3","extra":true}'));
  const probe = get("/").expect(
    200,
    body(z.object({ n: z.string().transform(Number) })),
    satisfies("is three", (answer) => answer.body.n === 3),
  );
  const outcome = await runProbe(probe, target, new AbortController().signal);
  expect(outcome.kind === "passed" && outcome.answer.body.n).toBe(3);
  expect(outcome.kind === "passed" && outcome.answer.text).toBe('{"n":"3","extra":true}');
});

/** A schema that says `result` of every body, as a user may write it who has no types. */
function schemaThat(result: unknown): StandardSchemaV1<unknown, unknown> {
  return { "~standard": { version: 1, vendor: "own", validate: () => result as StandardSchemaV1.Result<unknown> } };
}

test("a promise of another kind is waited for, too", async () => {
  const refuses = schemaThat(otherPromise({ issues: [{ message: "no" }] }));
  expect(await body(refuses).judge(httpAnswer({ body: {} }))).toMatchObject({ met: false, observed: "$: no" });
  expect(await not(body(refuses)).judge(httpAnswer({ body: {} }))).toMatchObject({ met: true });
  expect(await body(schemaThat(otherPromise({ value: 1 }))).judge(httpAnswer({ body: {} }))).toMatchObject({
    met: true,
  });
});

test.for([undefined, {}, { issues: "no" }])("a schema that says %j says nothing", async (result) => {
  for (const expectation of [body(schemaThat(result)), not(body(schemaThat(result)))]) {
    expect(await expectation.judge(httpAnswer({ body: {} }))).toMatchObject({ met: false, judged: false });
  }
});

test("a body that is not JSON is not the opposite of any", async () => {
  expect(await not(body(v.string())).judge(httpAnswer({ body: "<html>" }))).toMatchObject({
    met: false,
    judged: false,
  });
});
