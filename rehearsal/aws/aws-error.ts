/**
 * What a handler throws to answer with an error that AWS documents. The protocols word it on the wire, and the SDK turns
 * it back into its typed exception.
 */
export class AwsError extends Error {
  override readonly name = "AwsError";
  /** As the API reference names it, such as `DeploymentDoesNotExistException`; a final `Exception` is dropped where the wire has none. */
  readonly code: string;
  /** The HTTP status; protocols put their own in place of 400 for the codes that have one, such as `NoSuchKey` in S3. */
  readonly status: number;

  constructor(code: string, message: string, options: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
  }
}
