import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { readableError } from "./readable-error.ts";

/** A function to be called without waiting for it, and the event that it gets. */
export interface Invocation {
  /** As Lambda knows the function: an ARN, with a version or an alias where it has one. */
  readonly functionArn: string;
  readonly event: object;
}

/**
 * Has Lambda accept an asynchronous invocation.
 * @returns its request id, which every line that Lambda logs of it carries
 */
export type InvokeFunction = (invocation: Invocation, signal: AbortSignal) => Promise<string>;

const ACCEPTED = 202;

/** Lambda refused, in the form of an error of the SDK's: what its name and its HTTP status are decides on a retry. */
class LambdaRefusal extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

/**
 * Lambda's Invoke with the invocation type Event, one REST call ("Invoke", Lambda API reference), made with the connection
 * settings, credentials and region of the function's other calls. `@aws-sdk/client-lambda` adds 71 kB to a bundle for it.
 * @param endpoint in place of the region's own: what AWS_ENDPOINT_URL says
 */
export function createInvokeFunction({ ecs }: Pick<AwsClients, "ecs">, endpoint: string | undefined): InvokeFunction {
  return (invocation, signal) => {
    return callAws("lambda:InvokeFunction", () => invoke(ecs.config, endpoint, invocation, signal), signal);
  };
}

async function invoke(
  { credentials, region: ownRegion, sha256, requestHandler }: AwsClients["ecs"]["config"],
  endpoint: string | undefined,
  { functionArn, event }: Invocation,
  signal: AbortSignal,
): Promise<string> {
  const region = await ownRegion();
  const { protocol, hostname, host, port, pathname } = new URL(endpoint ?? regionalEndpoint(region));
  const body = JSON.stringify(event);
  const unsigned = {
    method: "POST",
    protocol,
    hostname,
    ...(port !== "" && { port: Number(port) }),
    path: `${pathname.replace(/\/$/, "")}/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
    headers: {
      host,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "x-amz-invocation-type": "Event",
    },
    body,
  };
  const signer = new SignatureV4({ service: "lambda", region, credentials, sha256 });
  const signed = await signer.sign(unsigned).catch((error: unknown) => {
    // Credentials come in an answer, which an error of a parser quotes.
    throw readableError(error);
  });
  // The handler's own class has a method besides, which it never calls.
  const request = signed as Parameters<typeof requestHandler.handle>[0];
  const { response } = await requestHandler.handle(request, { abortSignal: signal });
  const answer = await readAnswer(response.body);
  const requestId: unknown = response.headers["x-amzn-requestid"] ?? response.headers["x-amzn-request-id"];
  if (response.statusCode === ACCEPTED && typeof requestId === "string" && requestId !== "") return requestId;
  throw refusalOf(response.statusCode, response.headers, answer);
}

/** As the SDK's endpoint rules have it for the partitions in which CodeDeploy deploys to ECS. */
function regionalEndpoint(region: string): string {
  return `https://lambda.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

/** More than Lambda says in any refusal. */
const LONGEST_ANSWER = 4_096;

async function readAnswer(body: unknown): Promise<string> {
  if (!isChunks(body)) return "";
  let text = "";
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString();
    if (text.length > LONGEST_ANSWER) break;
  }
  return text.slice(0, LONGEST_ANSWER);
}

function isChunks(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

function refusalOf(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  answer: string,
): LambdaRefusal {
  // `TooManyRequestsException:http://…`, as the SDK reads it.
  const name = headers["x-amzn-errortype"]?.split(":")[0] ?? "";
  const message = messageOf(answer) ?? (status === ACCEPTED ? "accepted without a request id" : `answered ${status}`);
  return new LambdaRefusal(name === "" ? "UnknownError" : name, message, status);
}

function messageOf(answer: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(answer);
    const said = Object.entries(Object(parsed)).find(([name]) => name.toLowerCase() === "message")?.[1];
    return typeof said === "string" && said !== "" ? said : undefined;
  } catch {
    return undefined;
  }
}
