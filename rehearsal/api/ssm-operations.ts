import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import { parameterArn } from "../secrets.ts";
import { sha256 } from "./sha256.ts";

/** Systems Manager: parameters of type SecureString, in their one version. */
export function ssmOperations(parameters: ReadonlyMap<string, string>): ServiceOperations<"ssm"> {
  return {
    GetParameter: ({ Name, WithDecryption = false }) => {
      const [name, value] = [...parameters].find(([each]) => each === Name || parameterArn(each) === Name) ?? [];
      if (name === undefined || value === undefined) {
        throw new AwsError("ParameterNotFound", "The parameter couldn't be found. Verify the name and try again.");
      }
      return {
        Parameter: {
          Name: name,
          Type: "SecureString",
          // Without decryption AWS answers with what it has stored.
          Value: WithDecryption ? value : sha256(value),
          Version: 1,
          ARN: parameterArn(name),
          DataType: "text",
        },
      };
    },
  };
}
