import type { StandardSchemaV1 } from "@standard-schema/spec";
import { memberPath } from "../differences.ts";
import type { Finding } from "../expectation.ts";
import type { Json } from "../json.ts";
import { printable } from "../printable.ts";
import { isThenable } from "../thenable.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { BodyExpectation } from "./http-expectation.ts";
import { readJson, refineAnswer } from "./refined-answer.ts";
import { recordSchema } from "./record-schema.ts";

/**
 * The body is JSON that a schema takes: any Standard Schema, such as those of valibot, zod and arktype. All that follows
 * sees the body as the schema makes it, with its type. Broken on a 2xx it needs no statistics: the service says itself that
 * all is well, and answers something else than was agreed.
 */
export function body<Output>(schema: StandardSchemaV1<unknown, Output>): BodyExpectation<Output> {
  const standard = schema["~standard"];
  const text = `a body as its schema (${printable(standard.vendor)}) has it`;
  let record: Json | undefined;
  return {
    text,
    readsBody: true,
    toJSON: () => ({ body: (record ??= recordSchema(schema)) }),
    judge: (answer) => {
      const read = readJson(answer);
      if (read.problem !== undefined) return { ...unmet(answer, text, read.problem), judged: false };
      const result: unknown = standard.validate(read.value);
      return isThenable(result)
        ? Promise.resolve(result).then((each) => judge(answer, text, each))
        : judge(answer, text, result);
    },
  };
}

const MOST_SHOWN = 10;

function judge(answer: HttpAnswer, text: string, result: unknown): Finding {
  if (!isResult(result)) {
    return { met: false, judged: false, expected: text, observed: "a schema that came to no result" };
  }
  const { issues } = result;
  if (!issues) {
    const observed = "such a body";
    return { met: true, expected: text, observed, refined: refineAnswer(answer, result.value) };
  }
  const lines = issues.slice(0, MOST_SHOWN).map(describeIssue);
  const more = (shown: number): readonly string[] =>
    issues.length > shown ? [`and ${issues.length - shown} more`] : [];
  const observed = [lines[0] ?? "a body that it refuses", ...more(1)].join(" ");
  return { ...unmet(answer, text, observed), difference: [...lines, ...more(MOST_SHOWN)] };
}

/** Whoever writes a schema without types may return anything. */
function isResult(result: unknown): result is StandardSchemaV1.Result<unknown> {
  if (typeof result !== "object" || result === null) return false;
  return "issues" in result && result.issues !== undefined ? Array.isArray(result.issues) : "value" in result;
}

function unmet({ status }: HttpAnswer, expected: string, observed: string): Finding {
  return { met: false, decisive: status >= 200 && status <= 299, expected, observed };
}

/** `$.checks[0].name: Invalid type: Expected string but received 5` */
function describeIssue({ message, path = [] }: StandardSchemaV1.Issue): string {
  let at = "$";
  for (const segment of path) {
    const key = typeof segment === "object" ? segment.key : segment;
    at = typeof key === "number" ? `${at}[${key}]` : memberPath(at, String(key));
  }
  return `${printable(at)}: ${printable(message)}`;
}
