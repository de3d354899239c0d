import type { SourcePart } from "../../manifest/migration-folder.ts";
import { cannotTell, type Harm } from "../harm.ts";
import type { JudgedStatement } from "../judged-statement.ts";
import type { Made } from "../made.ts";
import type { Tag, Tagged } from "./nodes.ts";
import { readStatements } from "./read-statements.ts";
import type { Rule, Rules } from "./rule.ts";
import { accessRules } from "./rules/access.ts";
import { alterTableRules } from "./rules/alter-table.ts";
import { createTableRules } from "./rules/create-table.ts";
import { dataRules } from "./rules/data.ts";
import { dropRules } from "./rules/drop.ts";
import { indexRules } from "./rules/index-statements.ts";
import { maintenanceRules } from "./rules/maintenance.ts";
import { programRules } from "./rules/programs.ts";
import { renameRules } from "./rules/rename.ts";
import { replicationRules } from "./rules/replication.ts";
import { serverRules } from "./rules/server.ts";
import { sessionRules } from "./rules/session.ts";
import { typeRules } from "./rules/types.ts";
import { viewRules } from "./rules/views.ts";

const RULES: Rules = {
  ...accessRules,
  ...alterTableRules,
  ...createTableRules,
  ...dataRules,
  ...dropRules,
  ...indexRules,
  ...maintenanceRules,
  ...programRules,
  ...renameRules,
  ...replicationRules,
  ...serverRules,
  ...sessionRules,
  ...typeRules,
  ...viewRules,
};

/** What each statement of PostgreSQL does to blue, in the order in which they run. */
export async function judgePostgres(part: SourcePart, made: Made): Promise<readonly JudgedStatement[]> {
  const statements = await readStatements(part);
  return statements.map(({ text, line, node, problem }) => {
    if (node === undefined)
      return { text, line, harms: [cannotTell(problem ?? "PostgreSQL's parser does not understand it")] };
    const [[tag, statement] = []] = Object.entries(node) as [Tag, Tagged<Tag>][];
    const harms = tag === undefined || statement === undefined ? [] : judge(tag, statement, made);
    return { text, line, harms };
  });
}

function judge<T extends Tag>(tag: T, statement: Tagged<T>, made: Made): readonly Harm[] {
  const rule: Rule<T> | undefined = RULES[tag];
  if (!rule) return [cannotTell(`what ${tag.replace(/Stmt$/, "")} does to blue is not known`)];
  return made.lessen(rule(statement, made));
}
