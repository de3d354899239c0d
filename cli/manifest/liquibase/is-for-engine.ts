import type { Engine } from "../../../shared/migrations/tool.ts";

const NAMES = { postgres: ["postgresql"], mysql: ["mysql", "mariadb"] } as const;

/** Whether what is for these databases, `postgresql,!h2`, is for one of this kind. */
export function isForEngine(dbms: string | undefined, engine: Engine): boolean {
  const names = (dbms ?? "").split(",").map((name) => name.trim().toLowerCase());
  const wanted = names.filter((name) => name !== "" && !name.startsWith("!"));
  const unwanted = names.filter((name) => name.startsWith("!")).map((name) => name.slice(1));
  const own: readonly string[] = NAMES[engine];
  if (unwanted.some((name) => own.includes(name) || name === "all")) return false;
  return wanted.length === 0 || wanted.includes("all") || wanted.some((name) => own.includes(name));
}
