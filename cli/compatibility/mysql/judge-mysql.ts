import type { SourcePart } from "../../manifest/migration-folder.ts";
import { cannotTell, type Harm } from "../harm.ts";
import type { JudgedStatement } from "../judged-statement.ts";
import type { Made } from "../made.ts";
import { textOf } from "./ast.ts";
import { createMysqlParser } from "./parse-statement.ts";
import { judgePlainForm } from "./plain-forms.ts";
import type { MysqlRule } from "./rule.ts";
import { judgeAlterTable } from "./rules/alter-table.ts";
import { judgeCreate } from "./rules/create.ts";
import { dataRules } from "./rules/data.ts";
import { judgeDrop } from "./rules/drop.ts";
import { judgeRename } from "./rules/rename.ts";
import { sessionRules } from "./rules/session.ts";
import { splitStatements } from "./split-statements.ts";

const RULES: Readonly<Record<string, MysqlRule>> = {
  ...dataRules,
  ...sessionRules,
  alter: judgeAlterTable,
  create: judgeCreate,
  drop: judgeDrop,
  rename: judgeRename,
};

/** What each statement of MySQL or MariaDB does to blue, in the order in which they run. */
export async function judgeMysql(part: SourcePart, made: Made): Promise<readonly JudgedStatement[]> {
  const parse = await createMysqlParser();
  return splitStatements(part).map(({ text, line }) => ({ text, line, harms: made.lessen(judge(text, parse, made)) }));
}

function judge(text: string, parse: Awaited<ReturnType<typeof createMysqlParser>>, made: Made): readonly Harm[] {
  const plain = judgePlainForm(text, made);
  if (plain) return plain;
  // The parser reads it as a comment; the server runs it.
  if (/\/\*M?!/.test(text)) return [cannotTell("which server runs what its versioned comment says is not known")];
  const statement = parse(text);
  if (!statement) return [cannotTell("the parser of MySQL does not understand it")];
  const type = textOf(statement, "type");
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  return rule ? rule(statement, made) : [cannotTell(`what ${type.toUpperCase()} does to blue is not known`)];
}
