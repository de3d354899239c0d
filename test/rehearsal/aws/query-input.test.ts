import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { integer, list, structure, text } from "../../../rehearsal/aws/input-shape.ts";
import { readQueryInput } from "../../../rehearsal/aws/query-input.ts";

test.for<[form: string, code: string]>([
  ["Names.member.1=a&Names=b", "MalformedQueryString"],
  ["Names=b&Names.member.1=a", "MalformedQueryString"],
  ["Names=b", "MalformedQueryString"],
  ["Names.member.1=a&Names.member.1=b", "MalformedQueryString"],
  ["Names.member.x=a", "MalformedQueryString"],
  ["Names.member.1.x=a", "MalformedQueryString"],
  ["Targets.member.1=a", "MalformedQueryString"],
  ["PageSize=many", "ValidationError"],
  ["PageSize=1.5", "ValidationError"],
  ["PageSize=", "ValidationError"],
])("a form that cannot be meant is refused: %s", ([form, code]) => {
  const read = () =>
    readQueryInput(new URLSearchParams(form), {
      Names: list(text()),
      PageSize: integer(1, 400),
      Targets: list(structure({ Id: text() })),
    });
  expect(read).toThrow(AwsError);
  expect(read).toThrow(expect.objectContaining({ code }));
});

test("a member's name never reaches the prototype", () => {
  const input = readQueryInput(new URLSearchParams("__proto__.polluted=yes&constructor=x"), {});
  expect("polluted" in {}).toBe(false);
  expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
});
