import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../../harm.ts";
import type { Made } from "../../../made.ts";
import { relationName } from "../../nodes.ts";
import { judgeParted, shareOf } from "../../partitions.ts";
import type { CommandRule, CommandRules } from "./command-rule.ts";

const rewrites: CommandRule = (_command, table) => [
  mayBreakBlue(`blue's statements wait while ${table} is written anew`, { table }, "reads and writes"),
];
const harmless: CommandRule = () => [];
const fires: CommandRule = ({ name = "" }, table) => [
  breaksBlue("writes", `blue's writes run a trigger${named(name)} that they did not run before`, { table }),
];
const rests: CommandRule = ({ name = "" }, table) => [
  breaksBlue("writes", `blue's writes lack what the trigger${named(name)} did for them`, { table }),
];
const rewritesQueries: CommandRule = ({ name = "" }, table) => [
  breaksBlue("reads and writes", `blue's statements on ${table} change with the rule "${name}"`, { table }),
];
const hidesRows: CommandRule = (_command, table) => [
  breaksBlue("reads and writes", `blue finds no row and may write none, but for what a policy lets it`, { table }),
];
const showsRows: CommandRule = (_command, table) => [
  mayBreakBlue("blue reads and writes rows that policies kept from it", { table }, "reads and writes"),
];

/** ALTER TABLE may name a view: its options decide whose privileges hold, and what may be written. */
const setsOptions: CommandRule = ({ def }, table) => {
  const options = def && "List" in def ? (def.List.items ?? []) : [];
  const isOfView = options.some(
    (each) => "DefElem" in each && /^(?:security_|check_option)/.test(each.DefElem.defname ?? ""),
  );
  if (!isOfView) return [];
  return [
    breaksBlue("reads and writes", `blue may be refused what ${table} gave it, or what it wrote there`, { table }),
  ];
};

/** What is done to a table as a whole. */
export const tableSettingRules: CommandRules = {
  AT_EnableTrig: fires,
  AT_EnableAlwaysTrig: fires,
  AT_EnableTrigAll: fires,
  AT_EnableTrigUser: fires,
  AT_EnableReplicaTrig: rests,
  AT_DisableTrig: rests,
  AT_DisableTrigAll: rests,
  AT_DisableTrigUser: rests,
  AT_EnableRule: rewritesQueries,
  AT_EnableAlwaysRule: rewritesQueries,
  AT_EnableReplicaRule: rewritesQueries,
  AT_DisableRule: rewritesQueries,
  AT_EnableRowSecurity: hidesRows,
  AT_ForceRowSecurity: hidesRows,
  AT_DisableRowSecurity: showsRows,
  AT_NoForceRowSecurity: showsRows,
  AT_SetLogged: rewrites,
  AT_SetUnLogged: rewrites,
  AT_SetAccessMethod: rewrites,
  AT_SetTableSpace: rewrites,
  AT_ClusterOn: harmless,
  AT_DropCluster: harmless,
  AT_DropOids: harmless,
  AT_SetRelOptions: setsOptions,
  AT_ResetRelOptions: setsOptions,

  AT_ChangeOwner(_command, table) {
    return [breaksBlue("reads and writes", `blue loses what it may do as the owner of ${table}`, { table })];
  },

  AT_ReplicaIdentity({ def }, table) {
    const type = def && "ReplicaIdentityStmt" in def ? def.ReplicaIdentityStmt.identity_type : undefined;
    if (type === "f") return [];
    const why = `blue's UPDATEs and DELETEs fail if ${table} is published and has no such key`;
    return [type === "n" ? breaksBlue("writes", why, { table }) : mayBreakBlue(why, { table }, "writes")];
  },

  AT_AddInherit({ def }, child, made) {
    const table = def && "RangeVar" in def ? relationName(def.RangeVar) : "";
    unite(child, table, made);
    return [mayBreakBlue(`blue's reads of ${table} find the rows of ${child}, too`, { table }, "reads")];
  },

  AT_DropInherit({ def }, child) {
    const table = def && "RangeVar" in def ? relationName(def.RangeVar) : "";
    return [breaksBlue("reads", `blue's reads of ${table} miss the rows of ${child}`, { table })];
  },

  AT_AttachPartition({ def }, table, made) {
    const child = partitionOf(def);
    const refused = judgeAttached(child, table, made);
    const parted = judgeParted(child, table, made);
    if (def && "PartitionCmd" in def && def.PartitionCmd.bound) {
      made.partitions.add(table, shareOf(def.PartitionCmd.bound));
    }
    unite(child, table, made);
    return [
      mayBreakBlue(`blue's reads of ${table} find the rows of ${child}, too`, { table }, "reads"),
      ...refused,
      ...parted,
    ];
  },

  AT_DetachPartition({ def }, table) {
    const why = `blue's reads of ${table} miss the rows of ${partitionOf(def)}, and its writes that belong there fail`;
    return [breaksBlue("reads and writes", why, { table })];
  },
};

/** What blue writes to the whole and the part refuses, and what it wrote to the part and the bounds refuse. */
function judgeAttached(child: string, table: string, made: Made): readonly Harm[] {
  if (!made.isNewTable(child)) {
    return [
      breaksBlue("writes", `blue's writes to ${child} fail outside the bounds of the partition`, { table: child }),
      cannotTell(`what ${child} refuses of what blue writes to ${table} is not known`, { table }),
    ];
  }
  if (!made.isConstrained(child, table)) return [];
  const why = `blue's writes to ${table} that go to ${child} fail where it refuses them`;
  return [breaksBlue("writes", why, { table })];
}

/** What is done to one from now on is done to the other. */
function unite(child: string, table: string, made: Made): void {
  if (made.isNewTable(child)) made.join(child, table);
  else made.tie(table);
}

function partitionOf(def: Parameters<CommandRule>[0]["def"]): string {
  return def && "PartitionCmd" in def ? relationName(def.PartitionCmd.name) : "";
}

function named(name: string): string {
  return name === "" ? "" : ` "${name}"`;
}
