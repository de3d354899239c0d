/** No function of that name or ARN exists: Lambda's ResourceNotFoundException. */
export class FunctionNotFoundError extends Error {
  override readonly name = "FunctionNotFoundError";
  /** The name or ARN that was asked for. */
  readonly nameOrArn: string;

  constructor(nameOrArn: string) {
    super(`Function not found: ${nameOrArn}`);
    this.nameOrArn = nameOrArn;
  }
}

/** The payload of an invocation is not JSON: Lambda's InvalidRequestContentException. */
export class InvalidRequestContentError extends Error {
  override readonly name = "InvalidRequestContentError";

  constructor(cause: unknown) {
    super("Could not parse the request body into JSON", { cause });
  }
}
