import type { Engine } from "../tool.ts";
import { isLoopback } from "./is-loopback.ts";
import { showText } from "./show-text.ts";
import type { StoredConnectionReading } from "./stored-connection.ts";

/** As libpq and MySQL's own clients call it, its only value that checks who answers, and that which does without TLS. */
const TLS_PARAMETERS = {
  postgres: { name: "sslmode", verified: "verify-full", none: "disable" },
  mysql: { name: "ssl-mode", verified: "VERIFY_IDENTITY", none: "DISABLED" },
} as const satisfies Record<Engine, unknown>;

/** What the parameters of a database's URL say, of which one alone is known: that of TLS. */
export function readUrlParameters(engine: Engine, host: string, parameters: URLSearchParams): StoredConnectionReading {
  const { name, verified, none } = TLS_PARAMETERS[engine];
  const unknown = [...new Set(parameters.keys())].filter((each) => each !== name);
  const problems = unknown.map((each) => `the parameter ${showText(each)} is not known: expected ${name} or none`);
  const modes = parameters.getAll(name);
  const [mode, ...more] = modes;
  if (more.length > 0) problems.push(`${name} is given ${modes.length} times`);
  if (mode === undefined || is(mode, verified)) return { said: { tls: {} }, problems };
  if (is(mode, none) && isLoopback(host)) return { said: { tls: false }, problems };
  const why = is(mode, none)
    ? `${name}=${none} is for 127.0.0.1, ::1 and localhost`
    : `${name} ${showText(mode)} does not make sure who answers`;
  return { said: {}, problems: [...problems, `${why}: expected ${name}=${verified}, which is the default`] };
}

function is(mode: string, known: string): boolean {
  return mode.toLowerCase() === known.toLowerCase();
}
