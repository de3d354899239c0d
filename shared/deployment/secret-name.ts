import { SecretError } from "./errors.ts";

/** Where a secret is: what a name such as `secretsmanager:shop/smoke#password` says. */
export type SecretPlace =
  | {
      readonly store: "secretsmanager";
      /** A name or an ARN. */
      readonly id: string;
      /** The member of the secret, which is then JSON. */
      readonly member: string | undefined;
    }
  | { readonly store: "ssm"; readonly name: string }
  | { readonly store: "env"; readonly variable: string };

// What each store takes for a name; "#" is in none of them.
const SECRETS_MANAGER = /^secretsmanager:([\w/+=.@:-]+)(?:#(.+))?$/su;
const SSM = /^ssm:([\w/.:-]+)$/u;
const ENVIRONMENT = /^env:([A-Za-z_]\w*)$/u;

/** The forms of a secret's name, for a person. */
export const SECRET_FORMS =
  '"secretsmanager:NAME-OR-ARN" (with "#member" for a member of a secret in JSON), "ssm:/path/name" or "env:NAME"';

/** @throws {SecretError} for what has none of the three forms */
export function parseSecretName(name: string): SecretPlace {
  const [, id, member] = SECRETS_MANAGER.exec(name) ?? [];
  if (id !== undefined) return { store: "secretsmanager", id, member };
  const [, parameter] = SSM.exec(name) ?? [];
  if (parameter !== undefined) return { store: "ssm", name: parameter };
  const [, variable] = ENVIRONMENT.exec(name) ?? [];
  if (variable !== undefined) return { store: "env", variable };
  throw new SecretError(name, `expected a name such as ${SECRET_FORMS}`);
}
