import type { Engine } from "../tool.ts";
import { readUrlParameters } from "./read-url-parameters.ts";
import type { StoredConnectionReading } from "./stored-connection.ts";

const ENGINES: Readonly<Record<string, Engine>> = {
  "postgres:": "postgres",
  "postgresql:": "postgres",
  "mysql:": "mysql",
  "mariadb:": "mysql",
};
const EXPECTED = 'expected a URL such as "postgres://user:password@host:5432/database" or "mysql://…"';

/** Whether a text is meant for a database's URL. */
export function isDatabaseUrl(text: string): boolean {
  return /^[a-z][a-z+.-]*:\/\//i.test(text);
}

/** What the URL of a database says. Nothing of the URL but its host and its parameters' names is ever shown. */
export function readDatabaseUrl(text: string): StoredConnectionReading {
  const url = URL.parse(text);
  const engine = url && ENGINES[url.protocol];
  if (!url || !engine) {
    const hint = url ? "" : '; of the password, what is not a letter or a digit is written as in "%2F"';
    return { said: {}, problems: [`${EXPECTED}, received something else${hint}`] };
  }
  const problems: string[] = [];
  const decode = (part: string, what: string): string | undefined => {
    try {
      return part === "" ? undefined : decodeURIComponent(part);
    } catch {
      problems.push(`the ${what} has a "%" in it that is not followed by two hexadecimal digits`);
      return undefined;
    }
  };
  const path = url.pathname.replace(/^\//, "");
  if (path.includes("/")) problems.push("the path is more than the name of the database");
  if (url.hash !== "") problems.push('there is a "#" in it: in a password, that is written as "%23"');
  const host = decode(url.hostname, "host")?.replace(/^\[(.*)\]$/, "$1");
  const user = decode(url.username, "user");
  const password = decode(url.password, "password");
  const database = decode(path, "database");
  const parameters = readUrlParameters(engine, host ?? "", url.searchParams);
  return {
    said: {
      engine,
      ...parameters.said,
      ...(host !== undefined && { host }),
      ...(url.port !== "" && { port: Number(url.port) }),
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(database !== undefined && { database }),
    },
    problems: [...problems, ...parameters.problems],
  };
}
