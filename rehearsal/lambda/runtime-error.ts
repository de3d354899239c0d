/** A function's error as the Runtime API carries it. */
export interface RuntimeError {
  /** The error's class, e.g. `TypeError`, or one of Lambda's own such as `Runtime.ExitError`. */
  readonly errorType: string;
  readonly errorMessage: string;
}

/**
 * Reads the body of an error post. A runtime may post anything here: what it leaves out is filled in, because an error
 * that cannot be read is an error all the same.
 *
 * @param typeHeader the request's Lambda-Runtime-Function-Error-Type.
 */
export function parseRuntimeError(body: string, typeHeader: string | undefined): RuntimeError {
  const posted = parseObject(body);
  return {
    errorType: text(posted["errorType"]) ?? typeHeader ?? "Runtime.Unknown",
    errorMessage: text(posted["errorMessage"]) ?? body,
  };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
