import type { Node } from "libpg-query";
import { cannotTell, mayBreakBlue } from "../../harm.ts";
import type { Rules } from "../rule.ts";

/** By each of these a name without a schema may come to mean another table: `"$user"` is a schema of the role's. */
const ROLES = new Set(["role", "session_authorization"]);

/** What holds for the migration's own connection, and ends with it. */
export const sessionRules: Rules = {
  VariableSetStmt({ name = "", kind, args = [] }, made) {
    const setting = name.toLowerCase();
    if (setting === "search_path") made.changePath(kind === "VAR_SET_VALUE" && !beginsWithPublic(args));
    if (kind === "VAR_RESET_ALL") made.changePath(false);
    if (ROLES.has(setting)) made.changePath();
    return [];
  },
  VariableShowStmt: () => [],
  ConstraintsSetStmt: () => [],
  DiscardStmt({ target }, made) {
    if (target === "DISCARD_ALL" || target === "DISCARD_TEMP") made.changePath();
    return [];
  },
  PrepareStmt: () => [],
  DeallocateStmt: () => [],
  ListenStmt: () => [],
  UnlistenStmt: () => [],
  NotifyStmt: () => [mayBreakBlue("blue is told what it may not know")],

  TransactionStmt({ kind }, made) {
    const type: string = kind ?? "";
    switch (type) {
      case "TRANS_STMT_BEGIN":
      case "TRANS_STMT_START":
        return [];
      case "TRANS_STMT_COMMIT":
        made.endTransaction();
        return [];
      case "TRANS_STMT_SAVEPOINT":
      case "TRANS_STMT_RELEASE":
        return [];
      case "TRANS_STMT_ROLLBACK":
      case "TRANS_STMT_ROLLBACK_TO":
        made.forget();
        return [cannotTell("what is left after the ROLLBACK is not known")];
      default:
        return [cannotTell("a prepared transaction holds its locks until somebody ends it")];
    }
  },
};

function beginsWithPublic([first]: readonly Node[]): boolean {
  return first !== undefined && "A_Const" in first && /^public\b/.test(first.A_Const.sval?.sval ?? "");
}
