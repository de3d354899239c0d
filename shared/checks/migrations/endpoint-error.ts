/**
 * What was wrong: nobody answered; not in time; with another status than 200; with what is no JSON; with JSON that is no
 * history, or more of it than is read.
 */
export type EndpointProblem = "unreachable" | "timeout" | "status" | "not-json" | "not-a-history";

/** An endpoint did not say what its database's migrations are. Its message names all that is wrong, and no secret. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
  readonly kind: EndpointProblem;

  // Without a cause: what was thrown may quote an answer, and an answer what was secret in the request.
  constructor(kind: EndpointProblem, message: string) {
    super(message);
    this.kind = kind;
  }
}
