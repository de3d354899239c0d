import { expect, test } from "vitest";
import { django } from "../../../../../shared/migrations/history/readers/django.ts";
import { expectMigrations } from "../../../../support/migrations/expect-migrations.ts";

const squash = { id: "notes.0001_squashed_0002", replaces: ["notes.0001_init", "notes.0002_text"] };
const whole = ["notes.0001_init", "notes.0002_text", squash];

test.for([
  ["applied where all that it replaces is", [squash], ["0001_init", "0002_text"], ["0001_squashed_0002"]],
  [
    "applied beside what it replaces",
    [squash],
    ["0001_init", "0002_text", "0001_squashed_0002"],
    ["0001_squashed_0002"],
  ],
  ["not applied where a part of it is missing", [squash], ["0001_init"], []],
  [
    "applied with those whose files are still there",
    whole,
    ["0001_squashed_0002"],
    ["0001_squashed_0002", "0001_init", "0002_text"],
  ],
  ["not applied where one of those whose files are still there is not", whole, ["0001_init"], ["0001_init"]],
] as const)("a squash is %s", ([, migrations, names, applied]) => {
  const history = names.map((name, at) => ({ id: BigInt(at), app: "notes", name, applied: new Date(0) }));
  const expected = expectMigrations([...migrations], { tool: "django" });
  const { entries } = django.read({ history, companions: {} }, expected);
  expect(new Set(entries.map(({ id }) => id))).toEqual(new Set(applied.map((name) => `notes.${name}`)));
});

test("a migration is newer than those of its own app alone", () => {
  const expected = expectMigrations(["notes.0002_text", "people.0009_name"], { tool: "django" });
  const placeOf = django.placeBeside(expected);
  expect(placeOf("notes.0003_later", undefined)).toBe("after");
  expect(placeOf("people.0003_later", undefined)).toBe("before");
  expect(placeOf("pets.0010_later", undefined)).toBeUndefined();
});

test.for([
  ["0001_squashed_0004_text", "0003_owner", "before"],
  ["0002_init_squashed_0004_text", "0004_text", "before"],
  ["0002_init_squashed_0004_text", "0005_other", undefined],
  ["0001_squashed_0002_x_squashed_0004_y", "0004_text", "before"],
  // Nobody can tell of what this is the squash.
  ["0001_text", "0004_text", undefined],
] as const)("beside the squash %s, whose files and `replaces` are gone, %s is: %s", ([name, other, place]) => {
  const expected = expectMigrations([`notes.${name}`, "notes.0006_next"], { tool: "django" });
  expect(django.placeBeside(expected)(`notes.${other}`, undefined)).toBe(place);
});

test("a squash that says what it replaces stands for nothing else", () => {
  const whole = { id: "notes.0001_squashed_0004_text", replaces: ["notes.0001_init", "notes.0004_text"] };
  const expected = expectMigrations([whole, "notes.0006_next"], { tool: "django" });
  expect(django.placeBeside(expected)("notes.0003_of_a_branch", undefined)).toBeUndefined();
});
