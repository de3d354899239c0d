import { createHash } from "node:crypto";
import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "./aws-error.ts";
import type { Caller } from "./caller.ts";
import type { Protocol } from "./protocol.ts";

/** Which object is wanted. */
export interface GetObjectInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** Answers an object's bytes, or throws an `AwsError` such as `NoSuchKey`, `NoSuchVersion` or `NoSuchBucket`. */
export type GetObjectHandler = (
  input: GetObjectInput,
  caller: Caller,
  signal: AbortSignal,
) => Uint8Array | Promise<Uint8Array>;

const statuses: ReadonlyMap<string, number> = new Map([
  ["AccessDenied", 403],
  ["NoSuchBucket", 404],
  ["NoSuchKey", 404],
  ["NoSuchVersion", 404],
  ["MethodNotAllowed", 405],
]);

/** What a client may add to the address of an object and still want its bytes; `tagging`, `acl` and the like do not. */
const getObjectParameters = new Set(["x-id", "versionId"]);

/** What belongs to every signed request, and what asks for no more than the whole object. */
const ignorableHeaders = /^x-amz-(date|content-sha256|security-token|user-agent|checksum-mode|request-payer)$/;
/** Members of `GetObject` that are headers without that prefix. */
const conditionHeaders = /^(range|if-.*)$/;

const builder = new XMLBuilder({});

/** S3's REST protocol with the bucket in the path, and of it `GetObject` alone: the whole object, without ranges. All that no other protocol accepts ends here. */
export const s3Protocol: Protocol = {
  accepts: () => true,

  target: (request) => ({
    service: "s3",
    operation:
      request.method === "GET" &&
      isForS3(request.headers.authorization) &&
      /^\/[^/]+\/./.test(request.path) &&
      [...request.query.keys()].every((name) => getObjectParameters.has(name))
        ? "GetObject"
        : `${request.method} ${request.path}`,
  }),

  unknownOperation: (_request, target) =>
    new AwsError("NotImplemented", `The rehearsal answers GetObject by path only, not '${target.operation}'.`, {
      status: 501,
    }),

  readInput: (request): GetObjectInput => {
    assertNoOtherInput(Object.keys(request.headers));
    const [, bucket = "", key = ""] = /^\/([^/]+)\/(.+)$/s.exec(request.path) ?? [];
    const versionId = request.query.get("versionId");
    try {
      return {
        Bucket: decodeURIComponent(bucket),
        Key: decodeURIComponent(key),
        ...(versionId !== null && { VersionId: versionId }),
      };
    } catch (cause) {
      throw new AwsError("InvalidURI", `Could not parse the specified URI '${request.path}'.`, { cause });
    }
  },

  writeOutput: (_target, output, requestId) => {
    if (!(output instanceof Uint8Array)) throw new TypeError("The handler of GetObject did not answer bytes.");
    return {
      status: 200,
      headers: {
        "content-type": "binary/octet-stream",
        etag: `"${createHash("md5").update(output).digest("hex")}"`,
        "x-amz-request-id": requestId,
      },
      body: output,
    };
  },

  writeError: (request, _target, error, requestId) => {
    const code = error.code === "InternalFailure" ? "InternalError" : error.code.replace(/Exception$/, "");
    return {
      status: error.status === 400 ? (statuses.get(code) ?? 400) : error.status,
      headers: { "content-type": "application/xml", "x-amz-request-id": requestId },
      body: builder.build({
        Error: { Code: code, Message: error.message, Resource: request.path, RequestId: requestId },
      }),
    };
  },
};

function assertNoOtherInput(headers: readonly string[]): void {
  const header = headers.find((name) => {
    return conditionHeaders.test(name) || (name.startsWith("x-amz-") && !ignorableHeaders.test(name));
  });
  if (header === undefined) return;
  throw new AwsError(
    "NotImplemented",
    `A header you provided implies functionality that is not implemented: the rehearsal does not support '${header}'.`,
    { status: 501 },
  );
}

/** Paths of other REST services, such as Lambda's, look like objects too; only the signature tells them apart. */
function isForS3(authorization: string | undefined): boolean {
  return authorization === undefined || authorization.includes("/s3/aws4_request");
}
