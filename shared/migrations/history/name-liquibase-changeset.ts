/** A changeset, which Liquibase knows by these three together. */
export interface LiquibaseChangeset {
  readonly id: string;
  readonly author: string;
  readonly path: string;
}

/** A changeset as Liquibase itself writes it: `db/changelog.xml::1::me`. */
export const nameLiquibaseChangeset = ({ id, author, path }: LiquibaseChangeset): string =>
  `${normaliseLiquibasePath(path)}::${id}::${author}`;

/** `normalizePath` of liquibase/liquibase@00507ea4, DatabaseChangeLog.java, and no `./` or `..` within. */
export function normaliseLiquibasePath(path: string): string {
  const parts: string[] = [];
  const bare = path.replace(/^classpath\*?:/, "").replace(/^[a-zA-Z]:(?=[\\/])/, "");
  for (const part of bare.split(/[\\/]+/)) {
    if (part === ".." && parts.length > 0) parts.pop();
    else if (part !== "" && part !== "." && part !== "..") parts.push(part);
  }
  return parts.join("/");
}
