import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByDigits } from "../place-by-digits.ts";
import { withoutExtension } from "../match-script.ts";

/** MikroORM 6: `mikro_orm_migrations`. It takes `.js` and `.ts` off the names that it records, and leaves `.cjs` and `.mjs`. */
export const mikroOrm = defineReader({
  tool: "mikro-orm",
  engines: ["postgres", "mysql"],
  table: { name: "mikro_orm_migrations" },
  history: { columns: { id: "integer", name: "text", executed_at: "time?" }, orderBy: ["id"] },
  marksFailures: false,
  outOfOrder: "applies",
  read: ({ history }) => ({
    entries: appliedEntries(history.map(({ name, executed_at: at }) => ({ id: withoutExtension(name), at }))),
  }),
  placeBeside: ({ migrations }) => placeByDigits(migrations),
});
