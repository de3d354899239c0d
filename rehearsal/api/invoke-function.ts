import { ACCOUNT_ID, REGION } from "../account.ts";
import { AwsError } from "../aws/aws-error.ts";
import type { InvokeHandler, InvokeInput, InvokeOutput } from "../aws/lambda-protocol.ts";
import { FunctionNotFoundError, InvalidRequestContentError } from "../lambda/lambda-errors.ts";
import type { LambdaService } from "../lambda/lambda-service.ts";

/** "The maximum payload size is 6 MB for synchronous invocations and 1 MB for asynchronous invocations" (API reference). */
const SYNCHRONOUS_LIMIT = 6 * 2 ** 20;
const ASYNCHRONOUS_LIMIT = 2 ** 20;

/**
 * Lambda's Invoke. An accepted event lives as long as the service: whoever sent it may be gone when it runs.
 * @param service asked for at every call: the functions come after the endpoint that they call
 * @param lifetime ends asynchronous invocations
 */
export function invokeFunction(service: () => LambdaService, lifetime: AbortSignal): InvokeHandler {
  return async (input, _caller, signal) => {
    const payload = readPayload(input);
    const name = qualifiedName(input);
    const lambda = service();
    return translateErrors(name, async (): Promise<InvokeOutput> => {
      if (input.InvocationType === "DryRun") {
        lambda.assertInvocable(name, payload);
        return { StatusCode: 204 };
      }
      if (input.InvocationType === "Event") {
        return { StatusCode: 202, RequestId: lambda.invokeAsync(name, payload, lifetime).requestId };
      }
      const { requestId, outcome, response } = await lambda.invoke(name, payload, signal);
      if (outcome.kind === "returned") {
        return { StatusCode: 200, RequestId: requestId, Payload: response ?? "null" };
      }
      const { errorType, errorMessage } = outcome;
      const Payload = JSON.stringify({ errorType, errorMessage });
      return { StatusCode: 200, RequestId: requestId, Payload, FunctionError: "Unhandled" };
    });
  };
}

function readPayload({ InvocationType, Payload }: InvokeInput): string {
  const size = Payload.byteLength;
  if (InvocationType === "Event" && size > ASYNCHRONOUS_LIMIT) {
    throw new AwsError(
      "RequestTooLargeException",
      `${size} byte payload is too large for the Event invocation type (limit ${ASYNCHRONOUS_LIMIT} bytes)`,
    );
  }
  if (size > SYNCHRONOUS_LIMIT) {
    throw new AwsError(
      "RequestTooLargeException",
      `Request must be smaller than ${SYNCHRONOUS_LIMIT} bytes for the InvokeFunction operation`,
    );
  }
  // A function that is invoked with nothing receives an empty object.
  return size === 0 ? "{}" : Buffer.from(Payload).toString();
}

/** The name with its qualifier, and a partial ARN (`123456789012:function:NAME`) as a whole one. */
function qualifiedName({ FunctionName, Qualifier }: InvokeInput): string {
  const whole = FunctionName.startsWith(`${ACCOUNT_ID}:function:`)
    ? `arn:aws:lambda:${REGION}:${FunctionName}`
    : FunctionName;
  return Qualifier === undefined ? whole : `${whole}:${Qualifier}`;
}

async function translateErrors(name: string, invoke: () => Promise<InvokeOutput>): Promise<InvokeOutput> {
  try {
    return await invoke();
  } catch (cause) {
    if (cause instanceof FunctionNotFoundError) {
      const arn = name.startsWith("arn:") ? name : `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`;
      throw new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, { cause });
    }
    if (cause instanceof InvalidRequestContentError) {
      throw new AwsError("InvalidRequestContentException", `${cause.message}.`, { cause });
    }
    throw cause;
  }
}
