import { noPlace } from "../../../../shared/migrations/history/place.ts";
import { ABC, type HistoryCaseRow } from "./history-cases.ts";

/** Of what is applied and green does not know. */
export const STRANGER_CASES: readonly HistoryCaseRow[] = [
  {
    rule: "a later migration that green does not know warns, so that a rollback stays possible",
    entries: [...ABC, "d"],
    found: ["applied none", "ahead warn"],
    says: ['public.knex_migrations is ahead of green by migration "d"'],
  },
  { rule: "ahead may fail", entries: [...ABC, "d"], policies: { ahead: "fail" }, found: ["ahead fail"] },
  {
    rule: "a migration that blue knows to be later is ahead, whatever its name",
    blue: ["a", "b", "c", "aa"],
    entries: [...ABC, "aa"],
    found: ["applied none", "ahead warn"],
  },
  {
    rule: "a migration that blue knows to be earlier is none of a later release",
    blue: ["a", "aa", "b", "c"],
    entries: [...ABC, "aa"],
    found: ["unknown fail"],
  },
  {
    rule: "an earlier migration that green does not know fails",
    entries: [...ABC, "aa"],
    found: ["unknown fail"],
    says: ['Migration "aa" is applied in public.knex_migrations, and green does not know it'],
  },
  {
    rule: "what is from before all that green knows is no longer shipped",
    expected: ["m", "n"],
    entries: ["a", "b", "m", "n"],
    found: ["applied none", "applied warn"],
    says: ['2 migrations ("a", "b") from before all that green knows, which green no longer ships'],
  },
  {
    rule: "what is older does not excuse what is missing",
    expected: ["m", "n"],
    entries: ["a", "m"],
    found: ["pending fail", "applied warn"],
  },
  {
    rule: "what is older is unknown where nothing of green's is there: it may be another service's",
    expected: ["m"],
    entries: ["a"],
    policies: { pending: "allow" },
    found: ["unknown fail", "pending warn"],
  },
  {
    rule: "what is older is green's own where blue knows it",
    expected: ["m"],
    blue: ["a", "m"],
    entries: ["a"],
    policies: { pending: "allow" },
    found: ["applied none", "pending warn", "applied warn"],
  },
  {
    rule: "what blue knows to be older than all that it has of green's is no longer shipped, whatever its name",
    expected: ["m", "n"],
    blue: ["x", "m"],
    entries: ["x", "m", "n"],
    reader: { placeBeside: () => noPlace },
    found: ["applied none", "applied warn"],
  },
  {
    rule: "a blue that has nothing of green's tells nothing of what is older",
    expected: ["m"],
    blue: ["x"],
    entries: ["x", "m"],
    reader: { placeBeside: () => noPlace },
    found: ["unknown fail"],
  },
  {
    rule: "a changeset of Liquibase's by another path is another one, and is named",
    expected: ["db/a.xml::1::me", "a.xml::2::me"],
    entries: ["db/a.xml::1::me", "billing/a.xml::2::me"],
    reader: { tool: "liquibase", placeBeside: () => noPlace },
    found: ["unknown fail", "pending fail"],
    says: ['Of "billing/a.xml::2::me" and "a.xml::2::me", which is pending, only the path differs'],
  },
];
