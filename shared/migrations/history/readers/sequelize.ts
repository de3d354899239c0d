import { appliedEntries } from "../applied-entries.ts";
import { defineReader } from "../history-reader.ts";
import { placeByDigits } from "../place-by-digits.ts";
import { matchScripts } from "../match-script.ts";

/** Sequelize CLI 6, and Umzug 3 with its Sequelize storage: `SequelizeMeta`, which keeps no time. */
export const sequelize = defineReader({
  tool: "sequelize",
  engines: ["postgres", "mysql"],
  table: { name: "SequelizeMeta" },
  history: { columns: { name: "text" }, orderBy: ["name"] },
  marksFailures: false,
  outOfOrder: "applies",
  read({ history }, expected) {
    const match = matchScripts(expected);
    return { entries: appliedEntries(history.map(({ name }) => ({ id: match(name) }))) };
  },
  placeBeside: ({ migrations }) => placeByDigits(migrations),
});
