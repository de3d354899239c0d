import { AwsError } from "./aws-error.ts";
import type { Caller } from "./caller.ts";
import type { Protocol, WireRequest } from "./protocol.ts";

/** How a function is to be invoked; AWS's own words. */
export type InvocationType = "Event" | "RequestResponse" | "DryRun";

/** An invocation as it was asked for. */
export interface InvokeInput {
  /** Name, ARN or partial ARN, with a version or an alias after it or without. */
  readonly FunctionName: string;
  readonly Qualifier?: string;
  readonly InvocationType: InvocationType;
  /** The event: JSON, or nothing. */
  readonly Payload: Uint8Array;
}

/** What the caller of an invocation gets. */
export interface InvokeOutput {
  /** 202 for Event, 200 for RequestResponse, 204 for DryRun. */
  readonly StatusCode: 200 | 202 | 204;
  /** The invocation's own id, which the function knows as `awsRequestId`; undefined where there is none. */
  readonly RequestId?: string;
  /** What the function answered, or its error, as JSON. */
  readonly Payload?: string;
  readonly FunctionError?: string;
}

/** Answers Lambda's `Invoke`, or throws an `AwsError`. */
export type InvokeHandler = (
  input: InvokeInput,
  caller: Caller,
  signal: AbortSignal,
) => InvokeOutput | Promise<InvokeOutput>;

const ROUTE = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;

/** Of the errors that this answers, those that the model does not give the status 400. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ["AccessDeniedException", 403],
  ["MissingAuthenticationTokenException", 403],
  ["ResourceNotFoundException", 404],
  ["RequestTooLargeException", 413],
]);

const UNSUPPORTED_HEADERS = ["x-amz-client-context", "x-amz-durable-execution-name", "x-amz-tenant-id"];

/** Lambda's REST protocol, and of it `Invoke` alone. */
export const lambdaProtocol: Protocol = {
  // A bucket may have the name 2015-03-31; only the signature tells.
  accepts: ({ path, headers }) =>
    path.startsWith("/2015-03-31/functions") && headers.authorization?.includes("/s3/aws4_request") !== true,

  target: ({ method, path }) => ({
    service: "lambda",
    operation: method === "POST" && ROUTE.test(path) ? "Invoke" : `${method} ${path}`,
  }),

  unknownOperation: (_request, { operation }) =>
    new AwsError("UnknownOperationException", `The rehearsal answers Invoke only, not '${operation}'.`, {
      status: 404,
    }),

  readInput: (request): InvokeInput => {
    const qualifier = request.query.get("Qualifier");
    return {
      FunctionName: readName(request),
      InvocationType: readType(request),
      Payload: request.body,
      ...(qualifier !== null && { Qualifier: qualifier }),
    };
  },

  writeOutput: (_target, output) => {
    const { StatusCode, RequestId, Payload = "", FunctionError }: Partial<InvokeOutput> = output;
    if (StatusCode === undefined) throw new TypeError("The handler of Invoke answered no status.");
    return {
      status: StatusCode,
      headers: {
        ...(RequestId !== undefined && { "x-amzn-RequestId": RequestId }),
        ...(FunctionError !== undefined && { "x-amz-function-error": FunctionError }),
        ...(StatusCode === 200 && { "content-type": "application/json", "x-amz-executed-version": "$LATEST" }),
      },
      body: Payload,
    };
  },

  writeError: (_request, _target, error) => {
    const code = error.code === "RequestEntityTooLarge" ? "RequestTooLargeException" : error.code;
    // The model spells the member in both ways; clients read both.
    const member = code === "ResourceNotFoundException" || code === "AccessDeniedException" ? "Message" : "message";
    return {
      status: STATUSES.get(code) ?? error.status,
      headers: { "content-type": "application/json", "x-amzn-errortype": code },
      body: JSON.stringify({ Type: error.status < 500 ? "User" : "Server", [member]: error.message }),
    };
  },
};

function readName({ path }: WireRequest): string {
  const [, name = ""] = ROUTE.exec(path) ?? [];
  try {
    return decodeURIComponent(name);
  } catch (cause) {
    throw new AwsError("InvalidParameterValueException", `The function name '${name}' cannot be read.`, { cause });
  }
}

function readType({ headers }: WireRequest): InvocationType {
  const unsupported = UNSUPPORTED_HEADERS.find((name) => headers[name] !== undefined);
  if (unsupported !== undefined || (headers["x-amz-log-type"] ?? "None") !== "None") {
    const what = unsupported ?? "x-amz-log-type";
    throw new AwsError("InvalidParameterValueException", `The rehearsal does not support the header ${what}.`);
  }
  const type = headers["x-amz-invocation-type"] ?? "RequestResponse";
  if (type === "Event" || type === "RequestResponse" || type === "DryRun") return type;
  throw new AwsError(
    "InvalidParameterValueException",
    `1 validation error detected: Value '${String(type)}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, Event, DryRun]`,
  );
}
