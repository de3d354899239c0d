import type { AlterTableCmd, ObjectType } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import type { Made } from "../../made.ts";
import { relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";
import { addColumnRules } from "./table-commands/add-column.ts";
import { columnRules } from "./table-commands/columns.ts";
import type { CommandRules } from "./table-commands/command-rule.ts";
import { constraintRules } from "./table-commands/constraints.ts";
import { tableSettingRules } from "./table-commands/table-settings.ts";

const COMMANDS: CommandRules = { ...addColumnRules, ...columnRules, ...constraintRules, ...tableSettingRules };

export const alterTableRules: Rules = {
  AlterTableStmt({ relation, cmds = [], objtype }, made) {
    const name = relationName(relation);
    return cmds.flatMap((each) => {
      return "AlterTableCmd" in each ? judgeCommand(each.AlterTableCmd, objtype, name, made) : [];
    });
  },

  AlterTableMoveAllStmt: () => [
    mayBreakBlue("blue's statements wait while the tables are written anew", {}, "reads and writes"),
  ],
};

function judgeCommand(command: AlterTableCmd, type: ObjectType | undefined, name: string, made: Made): readonly Harm[] {
  const { subtype } = command;
  const table = { table: name };
  if (type === "OBJECT_TYPE") {
    return [breaksBlue("reads and writes", `blue's values of the type ${name} have not its attributes any more`)];
  }
  // An index has neither rows nor columns of its own.
  if (type === "OBJECT_INDEX" && (subtype === "AT_AttachPartition" || subtype === "AT_SetStatistics")) return [];
  const rule = subtype && COMMANDS[subtype];
  return rule ? rule(command, name, made) : [cannotTell(`what ${readable(subtype)} does to blue is not known`, table)];
}

function readable(subtype: string | undefined): string {
  return (subtype ?? "it").replace(/^AT_/, "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
}
