import { AwsError } from "./aws-error.ts";
import type { ServiceName } from "./operations.ts";
import type { Protocol } from "./protocol.ts";

interface JsonService {
  readonly service: ServiceName;
  readonly version: "1.0" | "1.1";
}

const servicesByTargetPrefix: ReadonlyMap<string, JsonService> = new Map([
  ["CodeDeploy_20141006", { service: "codedeploy", version: "1.1" }],
  ["AmazonEC2ContainerServiceV20141113", { service: "ecs", version: "1.1" }],
  ["GraniteServiceVersion20100801", { service: "monitoring", version: "1.0" }],
  ["Logs_20140328", { service: "logs", version: "1.1" }],
  ["secretsmanager", { service: "secretsmanager", version: "1.1" }],
  ["AmazonSSM", { service: "ssm", version: "1.1" }],
]);

/** AWS JSON 1.0 and 1.1: the operation in the `X-Amz-Target` header, input and output as one JSON object each. */
export const jsonProtocol: Protocol = {
  accepts: (request) => request.method === "POST" && request.headers["x-amz-target"] !== undefined,

  target: (request) => {
    const [prefix, operation] = splitTarget(request.headers["x-amz-target"]);
    return { service: servicesByTargetPrefix.get(prefix)?.service ?? prefix, operation };
  },

  unknownOperation: (request) =>
    new AwsError(
      "UnknownOperationException",
      `The operation ${String(request.headers["x-amz-target"])} is not one that the rehearsal answers.`,
    ),

  readInput: (request) => {
    let input: unknown;
    try {
      input = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
    } catch (cause) {
      throw new AwsError("SerializationException", "The request body is not JSON in UTF-8.", { cause });
    }
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      throw new AwsError("SerializationException", "The request body is not a JSON object.");
    }
    return input;
  },

  writeOutput: (target, output) => ({
    status: 200,
    headers: { "content-type": contentType(target.service) },
    body: JSON.stringify(toJson(output)),
  }),

  writeError: (request, target, error) => ({
    status: error.status,
    headers: {
      "content-type": contentType(target.service),
      "x-amzn-errortype": error.code,
      // Services that once spoke the query protocol name its code and fault too, for clients that say they look there.
      ...(request.headers["x-amzn-query-mode"] === "true" && {
        "x-amzn-query-error": `${error.code};${error.status < 500 ? "Sender" : "Receiver"}`,
      }),
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  }),
};

function splitTarget(header: string | readonly string[] | undefined): [prefix: string, operation: string] {
  const target = String(header);
  const dot = target.indexOf(".");
  return dot === -1 ? [target, ""] : [target.slice(0, dot), target.slice(dot + 1)];
}

function contentType(service: string): string {
  const known = [...servicesByTargetPrefix.values()].find((each) => each.service === service);
  return `application/x-amz-json-${known?.version ?? "1.1"}`;
}

/** Not a `JSON.stringify` replacer: that sees a date only after its `toJSON` has made it a string. */
function toJson(value: unknown): unknown {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError("The output holds an invalid date.");
    return value.getTime() / 1000;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
  }
  return value;
}
