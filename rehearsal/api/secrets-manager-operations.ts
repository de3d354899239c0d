import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import { secretArn } from "../secrets.ts";

/** Secrets Manager: the one version of each secret. */
export function secretsManagerOperations(secrets: ReadonlyMap<string, string>): ServiceOperations<"secretsmanager"> {
  return {
    GetSecretValue: ({ SecretId }) => {
      const [id, SecretString] = [...secrets].find(([each]) => each === SecretId || secretArn(each) === SecretId) ?? [];
      if (id === undefined) {
        throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
      }
      return { ARN: secretArn(id), Name: nameOf(id), SecretString, VersionStages: ["AWSCURRENT"] };
    },
  };
}

/** Of a name, or of an ARN, which ends in six characters that are not part of the name. */
function nameOf(id: string): string {
  return id.startsWith("arn:")
    ? id
        .split(":")
        .slice(6)
        .join(":")
        .replace(/-\w{6}$/, "")
    : id;
}
