import { cannotTell, mayBreakBlue } from "../../harm.ts";
import type { Rules } from "../rule.ts";

const WHY = "blue's UPDATEs and DELETEs fail on a published table that has no replica identity";

export const replicationRules: Rules = {
  CreatePublicationStmt: () => [mayBreakBlue(WHY, {}, "writes")],
  AlterPublicationStmt: () => [mayBreakBlue(WHY, {}, "writes")],
  CreateSubscriptionStmt: () => [cannotTell("what rows will come is not known")],
  AlterSubscriptionStmt: () => [cannotTell("what rows will come is not known")],
  DropSubscriptionStmt: () => [mayBreakBlue("blue reads no new rows from where they came from", {}, "reads")],
};
