import type { AstNode } from "./ast.ts";

interface Parser {
  readonly astify: (sql: string) => unknown;
}

/**
 * Parses one statement. MySQL's grammar comes first: it knows more of ALTER TABLE; MariaDB's knows its IF NOT EXISTS.
 * @returns undefined where neither understands it
 */
export async function createMysqlParser(): Promise<(sql: string) => AstNode | undefined> {
  // One dialect is 0.3 MB; the package as a whole is 4 MB.
  const modules = [
    await import("node-sql-parser/build/mysql.js"),
    await import("node-sql-parser/build/mariadb.js"),
  ] as const;
  const parsers: readonly Parser[] = modules.map((each) => new each.default.Parser());
  return (sql) => {
    for (const parser of parsers) {
      try {
        const parsed = parser.astify(sql);
        const [statement, ...others] = (Array.isArray(parsed) ? parsed : [parsed]) as AstNode[];
        return others.length === 0 ? statement : undefined;
      } catch {
        // The next may understand it.
      }
    }
    return undefined;
  };
}
