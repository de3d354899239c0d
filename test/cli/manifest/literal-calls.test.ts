import { expect, test } from "vitest";
import { readLiteralCalls } from "../../../cli/manifest/literal-calls.ts";

const read = (text: string) => readLiteralCalls({ text, firstLine: 1 }, (parameter) => `${parameter}\\.query`);
const up = (body: string) => `class A {\n  async up(q: Runner): Promise<void> {\n${body}\n  }\n}\n`;

test("the literals of an up that does nothing else are its SQL", () => {
  const body = "await q.query(`a\nb`);\n/* q.query(no) */\nawait q.query('c', ); // d\nq.query(\"e $ {}\")";
  expect(read(up(body))).toEqual([
    { text: "a\nb", firstLine: 3 },
    { text: "c", firstLine: 6 },
    { text: "e $ {}", firstLine: 7 },
  ]);
});

test("a quote that is escaped stands for itself", () => {
  expect(read(up("await q.query(`a \\`b\\``);"))).toEqual([{ text: "a `b`", firstLine: 3 }]);
});

test.for([
  ["a value in a template", up("await q.query(`drop table ${name}`);")],
  ["two literals in one", up('await q.query("a" + "b");')],
  ["parameters", up('await q.query("a", [1]);')],
  ["an escape that may be a line's end", up('await q.query("a\\nb");')],
  ["a condition", up('if (flag) await q.query("a");')],
  ["a call of something else", up('await q.query("a");\nawait q.dropTable("b");')],
  ["a call on another object", up('await other.query("a");')],
  ["a second up", up('await q.query("a");') + up('await q.query("b");')],
  ["a second up in a comment", `// up(q) { }\n${up('await q.query("a");')}`],
  ["an up that is a property", "class A { up = async (q) => { await q.query('a'); } }"],
  ["no end", 'class A {\n  up(q) {\n    q.query("a");'],
  ["no up", "class A {}"],
] as const)("nothing is known of an up with %s", ([, text]) => {
  expect(read(text)).toBeUndefined();
});
