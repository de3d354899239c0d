import { expect, test } from "vitest";
import type {
  Compatibility,
  ManifestMigration,
  StatementFinding,
} from "../../../../shared/migrations/manifest/manifest.ts";
import type { Tool } from "../../../../shared/migrations/tool.ts";
import { judgeCompatibility } from "../../../../shared/migrations/verdict/judge-compatibility.ts";
import { DEFAULT_POLICIES, type MigrationPolicies } from "../../../../shared/migrations/verdict/policies.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";

interface Case {
  readonly rule: string;
  readonly green: readonly (string | Partial<ManifestMigration>)[];
  /** Undefined: it carries no manifest. */
  readonly blue?: readonly (string | Partial<ManifestMigration>)[];
  readonly release?: string;
  readonly blueTool?: Tool;
  /** What the database has; nobody told, where it is left out. */
  readonly applied?: readonly string[];
  readonly policies?: Partial<MigrationPolicies>;
  readonly found: readonly string[];
  readonly says?: readonly string[];
}

const DROP: StatementFinding = {
  class: "contract",
  breaks: "reads and writes",
  statement: "ALTER TABLE orders DROP COLUMN note",
  line: 4,
  table: "orders",
  why: "blue's statements that name the column fail",
};
const LOCK: StatementFinding = {
  class: "warn",
  statement: "CREATE INDEX i ON orders (id)",
  line: 9,
  table: "orders",
  why: "blue's writes wait for it",
};

function having(findings: readonly StatementFinding[], more: Partial<Compatibility> = {}): Compatibility {
  return {
    class: findings[0]?.class ?? "expand",
    reason: "as its statements are",
    findings: [...findings],
    creates: [],
    ...more,
  };
}

const CASES: readonly Case[] = [
  { rule: "what blue knows is not asked about", green: ["a"], blue: ["a"], found: ["compatible none"] },
  {
    rule: "what breaks nothing passes, and is named",
    green: ["a", "b"],
    blue: ["a"],
    found: ["compatible none"],
    says: ['Green brings migration "b" that blue does not know: nothing that blue does breaks.'],
  },
  {
    rule: "what breaks blue fails with the statement, its file and line, and what it breaks",
    green: ["a", { id: "b", compatibility: having([DROP]) }],
    blue: ["a"],
    found: ["breaks-blue fail"],
    says: [
      'Migration "b" breaks the reads and writes of blue',
      "b.sql:4 `ALTER TABLE orders DROP COLUMN note`: blue's statements that name the column fail",
    ],
  },
  {
    rule: "what breaks blue and is applied already says so, and what helps now",
    green: [{ id: "b", compatibility: having([DROP]) }],
    blue: [],
    applied: ["b"],
    found: ["breaks-blue fail"],
    says: ['Migration "b", which is applied ALREADY, breaks', "Blue's requests that use it fail now"],
  },
  {
    rule: "a blue of another tool is none to compare with",
    green: ["a"],
    blue: ["a"],
    blueTool: "rails",
    found: ["blue-unknown warn"],
    says: ["blue's manifest is of rails, green's of knex"],
  },
  {
    rule: "what breaks blue may be allowed",
    green: [{ id: "b", compatibility: having([DROP]) }],
    blue: [],
    policies: { contract: "warn" },
    found: ["breaks-blue warn"],
  },
  {
    rule: "a table that green made itself is no business of blue's",
    green: [
      { id: "a", compatibility: having([], { creates: ["orders"] }) },
      { id: "b", compatibility: having([DROP]) },
    ],
    blue: [],
    found: ["compatible none"],
  },
  {
    rule: "a table that is made after it was dropped is not the one that was dropped",
    green: [
      { id: "a", compatibility: having([DROP]) },
      { id: "b", compatibility: having([], { creates: ["orders"] }) },
    ],
    blue: [],
    found: ["breaks-blue fail"],
  },
  {
    rule: "a table that blue's own migration made is blue's",
    green: [
      { id: "a", compatibility: having([], { creates: ["orders"] }) },
      { id: "b", compatibility: having([DROP]) },
    ],
    blue: ["a"],
    found: ["breaks-blue fail"],
  },
  {
    rule: "what may disturb blue warns",
    green: [{ id: "b", compatibility: having([LOCK]) }],
    blue: [],
    found: ["may-break-blue warn"],
  },
  {
    rule: "the worst statement speaks for a migration",
    green: [{ id: "b", compatibility: having([LOCK, DROP], { class: "contract" }) }],
    blue: [],
    found: ["breaks-blue fail"],
  },
  {
    rule: "what nobody can tell warns, and asks for a declaration",
    green: [
      { id: "b", compatibility: having([], { class: "unknown", reason: "its SQL is not known before it runs" }) },
    ],
    blue: [],
    found: ["unknown-compatibility warn"],
    says: ["b.sql: its SQL is not known before it runs", "Declare it in its file"],
  },
  {
    rule: "what nobody can tell may fail",
    green: [{ id: "b", compatibility: having([], { class: "unknown" }) }],
    blue: [],
    policies: { unknownCompatibility: "fail" },
    found: ["unknown-compatibility fail"],
  },
  {
    rule: "an author's word comes before the statements",
    green: [
      { id: "b", compatibility: having([DROP], { declared: { class: "expand", reason: "no release ever read it" } }) },
    ],
    blue: [],
    found: ["compatible none"],
  },
  ...(
    [
      ["1.4.0", "compatible none"],
      ["v1.10.0", "compatible none"],
      ["1.4.1-rc.1", "compatible none"],
      ["1.3.9", "breaks-blue fail"],
      ["1.4.0-rc.1", "breaks-blue fail"],
      ["3f2a91c", "breaks-blue fail"],
      [undefined, "breaks-blue fail"],
    ] as const
  ).map(([release, found]): Case => {
    return {
      rule: `a contract that is safe after 1.4.0, with blue at ${release ?? "no release"}`,
      green: [
        {
          id: "b",
          compatibility: having([DROP], {
            declared: { class: "contract", safeAfter: "1.4.0", reason: "1.4.0 reads it no more" },
          }),
        },
      ],
      blue: [],
      ...(release !== undefined && { release }),
      found: [found],
    };
  }),
  {
    rule: "a repeatable migration that changed is one that blue does not know",
    green: [{ id: "R", repeatable: true, checksum: "2", compatibility: having([DROP]) }],
    blue: [{ id: "R", repeatable: true, checksum: "1" }],
    found: ["breaks-blue fail"],
  },
  {
    rule: "a blue without a manifest warns",
    green: ["a"],
    found: ["blue-unknown warn"],
    says: ["could not be told, nor whether blue survives it: blue carries none."],
  },
  {
    rule: "a blue without a manifest may fail",
    green: ["a"],
    policies: { blueWithoutManifest: "fail" },
    found: ["blue-unknown fail"],
  },
];

test.for(CASES)("$rule", ({ green, blue, release, blueTool, applied, policies, found, says = [] }) => {
  const findings = judgeCompatibility({
    green: expectMigrations(green),
    blue: blue
      ? expectMigrations(blue, { ...(release !== undefined && { release }), ...(blueTool && { tool: blueTool }) })
      : { problem: "blue carries none" },
    policies: { ...DEFAULT_POLICIES, ...policies },
    applied: applied && new Set(applied),
  });
  expect(findings.map(({ standing, effect }) => `${standing} ${effect}`)).toEqual(found);
  const text = findings.map(({ sentence }) => sentence).join(" ");
  for (const part of says) expect(text).toContain(part);
});

test("a green without a manifest warns", () => {
  const findings = judgeCompatibility({ green: undefined, blue: expectMigrations([]), policies: DEFAULT_POLICIES });
  expect(findings).toMatchObject([{ standing: "no-manifest", effect: "warn" }]);
});
