/** AWS refused a call, or could not be reached. It says nothing about green. */
export class AwsCallError extends Error {
  override readonly name = "AwsCallError";
  /** The IAM action: `ecs:DescribeTasks`. */
  readonly action: string;
  /** The name AWS gave the refusal: `AccessDeniedException`. */
  readonly code: string;

  constructor(action: string, cause: unknown) {
    const code = cause instanceof Error ? cause.name : "unknown";
    const message = cause instanceof Error ? cause.message : String(cause);
    super(`${action} did not succeed: ${code}: ${message}${adviceFor(action, code, message)}`, { cause });
    this.action = action;
    this.code = code;
  }
}

/**
 * AWS answered, but what it said is not a deployment that this suite can judge: a part is missing, or belongs to another
 * platform. It names every problem at once. Not thrown for a bad green.
 */
export class UnusableDeploymentError extends Error {
  override readonly name = "UnusableDeploymentError";
}

/** The deployment was stopped, rolled back or ended while it was watched: nothing that is found out can change it. */
export class DeploymentEndedError extends Error {
  override readonly name = "DeploymentEndedError";
}

/** The function was called at another lifecycle event than its own: the AppSpec names the wrong function. */
export class WrongLifecycleEventError extends Error {
  override readonly name = "WrongLifecycleEventError";
}

/** A secret cannot be read, or is not what its name says. Its value is in neither text nor cause. */
export class SecretError extends Error {
  override readonly name = "SecretError";

  /** @param secret its name: `ssm:/shop/token` */
  constructor(secret: string, problem: string, options?: ErrorOptions) {
    super(`Secret ${JSON.stringify(secret)}: ${problem}`, options);
  }
}

/** What the role of AfterInstall may do only where a parameter of serverless.yml names with what. */
const PARAMETERS = new Map([
  ["secretsmanager:GetSecretValue", "secretArns"],
  ["ssm:GetParameter", "secretArns"],
]);

function adviceFor(action: string, code: string, message: string): string {
  if (code === "CredentialsProviderError") {
    return ". No AWS credentials were found: set AWS_ENDPOINT_URL to a rehearsal, or AWS_PROFILE (or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) to an account";
  }
  if (!/AccessDenied|NotAuthorized|Unauthorized/.test(code)) return "";
  const parameter = PARAMETERS.get(action);
  if (parameter === undefined) return `. Allow ${action} in the role of this function`;
  // The service asks the key on behalf of its caller, and says so in several ways.
  if (/kms|master key|ciphertext/i.test(message)) {
    return ". Allow kms:Decrypt in the role of this function: name the key's ARN in the parameter secretKeyArns";
  }
  return `. Allow ${action} in the role of this function: name the ARN in the parameter ${parameter}`;
}
