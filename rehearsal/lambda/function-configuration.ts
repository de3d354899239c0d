/** What the rehearsal knows of one Lambda function: the members of AWS's FunctionConfiguration that matter to a hook. */
export interface FunctionConfiguration {
  /** The function's name; CodeDeploy's limited role may only invoke names that begin with `CodeDeployHook_`. */
  readonly name: string;
  /** The unqualified ARN. Its region becomes AWS_REGION in the function. */
  readonly arn: string;
  /** Absolute path of the folder that holds the unpacked bundle (/var/task on AWS). */
  readonly taskRoot: string;
  /** Module path within the task root and export, e.g. `after-install/index.handler`. */
  readonly handler: string;
  /** Memory limit in MiB; a process that exceeds it is killed. */
  readonly memoryMb: number;
  /** Time limit of one attempt in wall milliseconds. */
  readonly timeoutMs: number;
  /** The function's own environment variables, credentials and endpoints included: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** How often an asynchronous invocation that ended in an error is tried again: 0, 1 or 2. */
  readonly maximumRetryAttempts: number;
}
