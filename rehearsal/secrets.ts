import { createHash } from "node:crypto";
import { ACCOUNT_ID, REGION } from "./account.ts";

/** The secrets of the rehearsal's account, and what the functions find in their environment. */
export interface RehearsedSecrets {
  /** The text of each secret of Secrets Manager, by its name or ARN. */
  readonly secretsManager: ReadonlyMap<string, string>;
  /** The text of each parameter of Systems Manager, by its name or ARN. */
  readonly ssm: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string>>;
}

/** Of each store, the secrets that there are, whatever they hold; and what the functions find in their environment. */
export interface NamedSecrets {
  readonly secretsManager: Pick<ReadonlyMap<string, unknown>, "keys">;
  readonly ssm: Pick<ReadonlyMap<string, unknown>, "keys">;
  readonly environment: Readonly<Record<string, string>>;
}

export const NO_SECRETS: RehearsedSecrets = { secretsManager: new Map(), ssm: new Map(), environment: {} };

/** The ARN of a secret that is named `id`; AWS adds six characters of its own. */
export function secretArn(id: string): string {
  const suffix = createHash("sha256").update(id).digest("hex").slice(0, 6);
  return id.startsWith("arn:") ? id : `arn:aws:secretsmanager:${REGION}:${ACCOUNT_ID}:secret:${id}-${suffix}`;
}

/** The ARN of a parameter that is named `name`, with or without a slash at its beginning. */
export function parameterArn(name: string): string {
  return name.startsWith("arn:") ? name : `arn:aws:ssm:${REGION}:${ACCOUNT_ID}:parameter/${name.replace(/^\//, "")}`;
}

/** What a user would name in the parameters of serverless.yml, so that the functions may read these secrets. */
export function secretParameters({ secretsManager, ssm }: NamedSecrets): Readonly<Record<string, string>> {
  const arns = [...[...secretsManager.keys()].map(secretArn), ...[...ssm.keys()].map(parameterArn)];
  return arns.length === 0 ? {} : { secretArns: arns.join(",") };
}
