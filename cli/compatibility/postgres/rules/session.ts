import { cannotTell, mayBreakBlue } from "../../harm.ts";
import type { Rules } from "../rule.ts";

/** What holds for the migration's own connection, and ends with it. */
export const sessionRules: Rules = {
  VariableSetStmt({ name, kind }, made) {
    if (name === "search_path" || kind === "VAR_RESET_ALL") made.changePath();
    return [];
  },
  VariableShowStmt: () => [],
  ConstraintsSetStmt: () => [],
  DiscardStmt: () => [],
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
      case "TRANS_STMT_COMMIT":
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
