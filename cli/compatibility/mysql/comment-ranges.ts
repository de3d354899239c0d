import { MYSQL_TOKEN } from "./split-statements.ts";

/** Where each comment of MySQL's SQL begins and ends. What a versioned one says, a server runs. */
export function mysqlComments(text: string): readonly (readonly [number, number])[] {
  const comments: (readonly [number, number])[] = [];
  for (let at = 0; at < text.length;) {
    MYSQL_TOKEN.lastIndex = at;
    const token = MYSQL_TOKEN.exec(text);
    const end = at + (token?.[0].length ?? 1);
    if (token?.groups?.["comment"] !== undefined) comments.push([at, end]);
    at = end;
  }
  return comments;
}
