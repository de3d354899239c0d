/** How the SDK says that it found no credentials, or was too late. */
const OWN_FAILURES = new Set(["CredentialsProviderError", "TokenProviderError", "TimeoutError", "AbortError"]);

/** Codes of Node's own errors, which may quote what it was given. */
const OF_NODE = /^ERR_(?!TLS|SSL)/;

/**
 * An error of the SDK's that quotes nothing of an answer which carries a secret: a refusal by AWS, a broken connection, or
 * an error of its own. In place of any other, such as one that it throws when it cannot read the answer, an error that
 * says only that.
 */
export function readableError(error: unknown): Error {
  if (error instanceof Error && isWithoutAnswer(error)) return error;
  const name = error instanceof Error ? error.name : "UnknownError";
  return Object.assign(new Error("its answer could not be read"), { name });
}

function isWithoutAnswer(error: Error): boolean {
  if (OWN_FAILURES.has(error.name)) return true;
  // `$fault` is of AWS's own errors alone, and a code of the network's: a parser's error has neither.
  return "$fault" in error || ("code" in error && typeof error.code === "string" && !OF_NODE.test(error.code));
}
