import { AwsError } from "./aws-error.ts";
import type { Protocol, WireRequest } from "./protocol.ts";
import { inputShapeOf } from "./input-shapes.ts";
import { readQueryInput } from "./query-input.ts";
import { writeQueryXml } from "./query-output.ts";

/** The services that are called in the query protocol, whether or not they can also be called in another. */
type QueryServiceName = "elasticloadbalancing" | "monitoring";

const namespaces: Readonly<Record<QueryServiceName, string>> = {
  elasticloadbalancing: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
  // Clients of before 2025 call CloudWatch in this protocol, later ones in JSON.
  monitoring: "http://monitoring.amazonaws.com/doc/2010-08-01/",
};

const servicesByVersion: ReadonlyMap<string, QueryServiceName> = new Map([
  ["2015-12-01", "elasticloadbalancing"],
  ["2010-08-01", "monitoring"],
]);

/** AWS query: the input as a form with `Action` and `Version`, the output as XML. */
export const queryProtocol: Protocol = {
  accepts: (request) =>
    request.method === "POST" &&
    request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true,

  target: (request) => {
    const form = readForm(request);
    const version = form.get("Version") ?? "";
    return { service: servicesByVersion.get(version) ?? version, operation: form.get("Action") ?? "" };
  },

  unknownOperation: (request, target) =>
    new AwsError(
      "InvalidAction",
      `Could not find operation ${target.operation} for version ${readForm(request).get("Version") ?? ""} among those that the rehearsal answers.`,
    ),

  readInput: (request, { service, operation }) =>
    readQueryInput(readForm(request), inputShapeOf(service, operation)?.members ?? {}),

  writeOutput: ({ service, operation }, output, requestId) => ({
    status: 200,
    headers: { "content-type": "text/xml" },
    body: writeQueryXml(`${operation}Response`, namespaceOf(service), {
      [`${operation}Result`]: output,
      ResponseMetadata: { RequestId: requestId },
    }),
  }),

  writeError: (_request, { service }, error, requestId) => {
    const code = error.code.replace(/Exception$/, "");
    return {
      status: code === "AccessDenied" ? 403 : error.status,
      headers: { "content-type": "text/xml" },
      body: writeQueryXml("ErrorResponse", namespaceOf(service), {
        Error: { Type: error.status < 500 ? "Sender" : "Receiver", Code: code, Message: error.message },
        RequestId: requestId,
      }),
    };
  },
};

function readForm(request: WireRequest): URLSearchParams {
  return new URLSearchParams(Buffer.from(request.body).toString());
}

function namespaceOf(service: string): string {
  const namespace = new Map(Object.entries(namespaces)).get(service);
  return namespace ?? namespaces.elasticloadbalancing;
}
