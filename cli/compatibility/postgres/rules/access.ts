import type { DefElem, GrantStmt } from "libpg-query";
import { breaksBlue, cannotTell, mayBreakBlue, type Harm } from "../../harm.ts";
import { objectName, relationName } from "../nodes.ts";
import type { Rules } from "../rule.ts";
import { namedFunction } from "../signature.ts";

/** Who may do what: privileges, owners, roles, row security. */
export const accessRules: Rules = {
  GrantStmt: (statement) => (statement.is_grant === true ? [] : judgeRevoke(statement)),

  GrantRoleStmt: ({ is_grant: isGrant }) =>
    isGrant === true ? [] : [breaksBlue("reads and writes", "blue is refused what the role let it do")],

  // They hold for what is made later, which blue does not use.
  AlterDefaultPrivilegesStmt: () => [],

  AlterOwnerStmt({ relation, object }) {
    const name = relation ? relationName(relation) : objectName(object);
    return [breaksBlue("reads and writes", `blue loses what it may do as the owner of ${name}`)];
  },
  ReassignOwnedStmt: () => [breaksBlue("reads and writes", "blue loses what it may do as the owner")],
  DropOwnedStmt: () => [breaksBlue("reads and writes", "blue's statements on what the role owned fail: it is gone")],

  CreatePolicyStmt({ policy_name: name = "", table: relation, permissive }) {
    const table = relationName(relation);
    if (permissive === true) {
      return [
        mayBreakBlue(`where row security is on, blue reads more rows, or fails as the policy "${name}" does`, {
          table,
        }),
      ];
    }
    return [breaksBlue("reads and writes", `blue is refused the rows that the policy "${name}" hides`, { table })];
  },
  AlterPolicyStmt({ policy_name: name = "", table: relation }) {
    const table = relationName(relation);
    return [breaksBlue("reads and writes", `blue is refused the rows that the policy "${name}" now hides`, { table })];
  },

  SecLabelStmt: () => [mayBreakBlue("a label may decide what blue may do")],

  CreateRoleStmt: () => [],
  AlterRoleStmt({ options = [], action }) {
    // A membership, added or, by -1, taken away.
    if (action === -1) return [breaksBlue("reads and writes", "blue is refused what the role let it do")];
    const takes = options.flatMap((each) =>
      "DefElem" in each && takesAway(each.DefElem) ? [each.DefElem.defname] : [],
    );
    if (takes.length === 0) return [];
    return [
      breaksBlue(
        "reads and writes",
        `blue's log-ins, or its statements, fail if it uses this role: ${takes.join(", ")}`,
      ),
    ];
  },
  AlterRoleSetStmt: () => [
    breaksBlue("reads and writes", "blue's next connections have another setting if it uses this role"),
  ],
  DropRoleStmt: () => [breaksBlue("reads and writes", "blue's log-ins fail if it uses this role")],
};

function judgeRevoke({ objects = [], objtype, targtype }: GrantStmt): readonly Harm[] {
  if (targtype !== "ACL_TARGET_OBJECT" || objects.length === 0) {
    return [breaksBlue("reads and writes", "blue is refused what it was granted")];
  }
  const kind = objtype === "OBJECT_SCHEMA" ? "schema" : objtype === "OBJECT_TYPE" ? "type" : "function";
  return objects.map((each) => {
    const name = objectName(each);
    const object = "ObjectWithArgs" in each ? namedFunction(each.ObjectWithArgs) : `${kind} ${name}`;
    const subject = "RangeVar" in each ? { table: name } : { object };
    return name === ""
      ? cannotTell("what it takes away is not known")
      : breaksBlue("reads and writes", `blue is refused what it was granted on ${name}`, subject);
  });
}

function takesAway({ defname, arg }: DefElem): boolean {
  if (arg && "Boolean" in arg) return arg.Boolean.boolval !== true;
  return defname !== "rolemembers" && defname !== "inherit";
}
