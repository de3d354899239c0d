import { mayBreakBlue, type Harm } from "../harm.ts";
import type { Made } from "../made.ts";

/**
 * What something new does by the schema that it is in. In `public`, or where the connection looks first, its name was free
 * for blue, too; in another schema it may stand before what blue finds by that name.
 */
export function judgePlace(schema: string | undefined, what: string, made: Made): readonly Harm[] {
  const isOfBlue = schema === undefined ? !made.isElsewhere : schema === "public" || schema.startsWith("pg_temp");
  if (isOfBlue) return [];
  return [
    mayBreakBlue(
      `blue finds ${what} in place of its own of that name if its search_path, or "$user", has the schema first`,
    ),
  ];
}
