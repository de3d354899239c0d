import { AwsError } from "./aws-error.ts";
import { checkInput } from "./check-input.ts";
import { readCaller, type Caller } from "./caller.ts";
import { lambdaProtocol, type InvokeHandler } from "./lambda-protocol.ts";
import { jsonProtocol } from "./json-protocol.ts";
import type { Operations } from "./operations.ts";
import type { Protocol, WireAnswer, WireTarget } from "./protocol.ts";
import { queryProtocol } from "./query-protocol.ts";
import type { ReadRequest } from "./read-request.ts";
import { requireMembers } from "./required-members.ts";
import { s3Protocol, type GetObjectHandler } from "./s3-protocol.ts";

/** One call of an operation, as it ended. */
export interface AwsCall {
  readonly caller: Caller;
  /** The signing name, or what the request has in its place when there is no such service. */
  readonly service: string;
  readonly operation: string;
  /** Undefined when it could not be read. */
  readonly input: object | undefined;
  /** What was answered in place of an output. */
  readonly error?: AwsError;
}

/** What answers the calls. */
export interface AwsBackend {
  readonly operations: Operations;
  /** Answers S3's `GetObject`; without it every request to S3 is answered `NotImplemented`. */
  readonly s3?: GetObjectHandler;
  /** Answers Lambda's `Invoke`; without it, that operation is unknown. */
  readonly lambda?: InvokeHandler;
  /** Throws an `AwsError` with the code `AccessDeniedException` to refuse a call of an operation that exists; called before its handler. */
  readonly authorise?: (caller: Caller, service: string, operation: string) => void | Promise<void>;
  /** Told of every call before its answer is sent. */
  readonly onCall?: (call: AwsCall) => void;
  /** Told of what a handler, or another of these functions, threw that is no `AwsError`. */
  readonly onFault?: (fault: unknown, target: WireTarget) => void;
}

type Handler = (input: object, caller: Caller, signal: AbortSignal) => unknown;

const protocols: readonly Protocol[] = [jsonProtocol, queryProtocol, lambdaProtocol, s3Protocol];

/** Answers one request, whatever it holds and whatever the handler does. */
export async function dispatch(
  { request, isTooLarge }: ReadRequest,
  requestId: string,
  backend: AwsBackend,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const protocol = protocols.find((each) => each.accepts(request)) ?? s3Protocol;
  const target = protocol.target(request);
  let caller: Caller = "anonymous";
  let input: object | undefined;
  let error: AwsError | undefined;
  let answer: WireAnswer;
  try {
    if (isTooLarge) throw new AwsError("RequestEntityTooLarge", "The request body is too large.", { status: 413 });
    caller = readCaller(request.headers.authorization);
    const handler = findHandler(backend, target);
    if (handler === undefined) throw protocol.unknownOperation(request, target);
    input = protocol.readInput(request, target);
    await backend.authorise?.(caller, target.service, target.operation);
    requireMembers(target.service, target.operation, input);
    const understood = checkInput(target.service, target.operation, input);
    const output = await handler(understood, caller, signal);
    if (typeof output !== "object" || output === null) throw new TypeError("The handler answered no object.");
    answer = protocol.writeOutput(target, output, requestId);
  } catch (thrown) {
    error = toAwsError(thrown, target, backend);
    answer = protocol.writeError(request, target, error, requestId);
  }
  try {
    backend.onCall?.({ caller, ...target, input, ...(error && { error }) });
  } catch (fault) {
    backend.onFault?.(fault, target);
  }
  return answer;
}

function findHandler({ operations, s3, lambda }: AwsBackend, { service, operation }: WireTarget): Handler | undefined {
  if (service === "s3") return operation === "GetObject" && s3 ? (s3 as Handler) : undefined;
  if (service === "lambda") return operation === "Invoke" && lambda ? (lambda as Handler) : undefined;
  const handlers = new Map<string, object>(Object.entries(operations)).get(service) ?? {};
  return new Map<string, Handler>(Object.entries(handlers)).get(operation);
}

function toAwsError(thrown: unknown, target: WireTarget, backend: AwsBackend): AwsError {
  if (thrown instanceof AwsError) return thrown;
  backend.onFault?.(thrown, target);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AwsError("InternalFailure", `The rehearsal failed in ${target.service} ${target.operation}: ${reason}`, {
    status: 500,
    cause: thrown,
  });
}
