import { breaksBlue, mayBreakBlue, type Harm } from "../harm.ts";
import { judgeGiven } from "../judge-given.ts";
import type { Made } from "../made.ts";

type Judge = (groups: readonly string[], made: Made) => readonly Harm[];

/** In quotes a dot is part of a name. */
const NAME = "`?((?<=`)[\\w$-]+(?=`)|(?<!`)[\\w$-]+(?:\\.[\\w$-]+)?(?![`\\w$.-]))`?";

/**
 * Statements that the parser does not know, and that a pattern of the whole statement tells for certain.
 * A pattern that could hold more than it names does not belong here.
 */
const FORMS: readonly (readonly [pattern: RegExp, judge: Judge])[] = [
  [/^SET\s+(?:NAMES|CHARACTER\s+SET)\s+['"]?\w+['"]?(?:\s+COLLATE\s+['"]?\w+['"]?)?$/i, () => []],
  // What a dump sets for its own connection.
  [/^\/\*M?!\d*\s*SET\s+(?:(?!\*\/|\b(?:GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|ROLE|DEFAULT)\b)[^;])*\*\/$/i, () => []],
  [/^ANALYZE\s+(?:LOCAL\s+|NO_WRITE_TO_BINLOG\s+)?TABLE\s+[\w`$.,\s]+$/i, () => []],
  [
    new RegExp(`^OPTIMIZE\\s+TABLE\\s+${NAME}$`, "i"),
    ([table = ""]) => [
      mayBreakBlue(`blue's writes to ${table} may wait while it is written anew`, { table }, "writes"),
    ],
  ],
  [
    new RegExp(`^ALTER\\s+TABLE\\s+${NAME}\\s+ALTER\\s+(?:COLUMN\\s+)?${NAME}\\s+DROP\\s+DEFAULT$`, "i"),
    ([table = "", column = ""], made) => {
      if (made.columns.isLeftNull(table, column)) return [];
      made.columns.setLeftNull(table, column, true);
      return [
        breaksBlue("writes", `blue's INSERTs that leave out the column "${column}" fail if it is NOT NULL`, { table }),
      ];
    },
  ],
  [
    new RegExp(
      `^ALTER\\s+TABLE\\s+${NAME}\\s+ALTER\\s+(?:COLUMN\\s+)?${NAME}\\s+SET\\s+DEFAULT\\s+(?:-?[\\d.]+|'[^'\\\\]*')$`,
      "i",
    ),
    ([table = "", column = ""], made) => {
      const met = judgeGiven({ isDistinct: false }, column, table, made);
      made.columns.setLeftNull(table, column, false);
      return [
        mayBreakBlue(`blue's INSERTs take the new default of "${column}", which may be refused`, { table }, "writes"),
        ...met,
      ];
    },
  ],
  [
    new RegExp(`^DROP\\s+(PROCEDURE|FUNCTION|EVENT|SEQUENCE)\\s+(?:IF\\s+EXISTS\\s+)?${NAME}$`, "i"),
    ([kind = "", name = ""]) => [
      breaksBlue("reads and writes", `blue's statements that need the ${kind.toLowerCase()} ${name} fail: it is gone`),
    ],
  ],
  [
    /^(?:REVOKE|DROP\s+(?:USER|ROLE)|RENAME\s+USER)\s[\s\S]+$/i,
    () => [breaksBlue("reads and writes", "blue is refused what it was granted")],
  ],
  [/^(?:CREATE\s+(?:USER|ROLE))\s[^;]+$/i, () => []],
];

export function judgePlainForm(text: string, made: Made): readonly Harm[] | undefined {
  for (const [pattern, judge] of FORMS) {
    const match = pattern.exec(text);
    if (match) return judge(match.slice(1), made);
  }
  return undefined;
}
