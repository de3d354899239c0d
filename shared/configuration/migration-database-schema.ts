import * as v from "valibot";
import { SECRET_FORMS, parseSecretName } from "../deployment/secret-name.ts";
import { isLoopback } from "../migrations/database/is-loopback.ts";
import { ENGINES } from "../migrations/tool.ts";
import { durationSchema } from "./duration.ts";
import { strictObject } from "./strict-object.ts";
import { nonEmpty } from "./text-schema.ts";

/** The name of a secret: never its text, which would be in every log. What was received is not said: it may be one. */
export const secretName = v.custom<string>(isSecretName, `expected the name of a secret: ${SECRET_FORMS}`);

function isSecretName(name: unknown): boolean {
  try {
    return typeof name === "string" && Boolean(parseSecretName(name));
  } catch {
    return false;
  }
}

const connection = {
  engine: v.optional(v.picklist(ENGINES)),
  host: v.optional(nonEmpty),
  /** Default: the engine's own. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  /** The name of the database. */
  name: v.optional(nonEmpty),
  user: v.optional(nonEmpty),
  /** `iam`: a token that RDS makes of the function's own role takes the place of a password. */
  authentication: v.optional(v.picklist(["password", "iam"]), "password"),
  /** The name of the secret that is the password. */
  password: v.optional(secretName),
  /** The name of a secret that says the above: a URL, or the JSON that RDS makes; what is said here comes before it. */
  secret: v.optional(secretName),
  /** PEM: the authorities that the server's certificate may be of, in place of the well-known ones. */
  ca: v.optional(
    v.pipe(
      v.string(),
      // What was received is not said: it may be a key.
      v.regex(
        /-----BEGIN CERTIFICATE-----/u,
        "expected certificates in PEM form, not the name of their file: read it where the configuration is built",
      ),
    ),
  ),
  /** `false` for a database on this very machine, which a rehearsal has; refused for any other. */
  tls: v.optional(v.boolean(), true),
  /** How long a single statement may take. */
  statementTimeout: v.optional(durationSchema, "5s"),
};

const needed = ["engine", "host", "name", "user"] as const;

const settings = v.pipe(
  strictObject(connection),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value } = dataset;
    if (!value.tls && value.host !== undefined && !isLoopback(value.host))
      addIssue({ message: `expected tls: false for a host on this machine alone, received it for ${value.host}` });
    if (value.secret !== undefined) return;
    const missing = needed.filter((member) => value[member] === undefined);
    for (const member of missing)
      addIssue({ message: `expected ${member}, or a secret that says it, received neither` });
    if (value.authentication === "password" && value.password === undefined)
      addIssue({ message: 'expected password (the name of a secret) or authentication: "iam", received neither' });
  }),
);

/** How the history table is reached: by the name of a secret that says all, or member by member. */
export const migrationDatabase = v.lazy((input): typeof bySecret | typeof settings =>
  typeof input === "object" && input !== null && !Array.isArray(input) ? settings : bySecret,
);

const bySecret = v.pipe(
  secretName,
  v.transform((secret) => v.parse(settings, { secret })),
);

/** How the database is reached, as it is in force. */
export type MigrationDatabase = v.InferOutput<typeof settings>;
