import { AwsError } from "./aws-error.ts";

/** Who signed a request, and for which region and service (its signing name, such as `codedeploy`). */
export interface SignedCaller {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** Who calls. */
export type Caller = SignedCaller | "anonymous";

const sigV4 = /^AWS4-HMAC-SHA256 +.*\bCredential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request(?:,|$)/;

/**
 * Reads who calls from a Signature Version 4 `Authorization` header. The signature itself is not verified: the rehearsal
 * listens on loopback only and has no secret key to protect or to verify with, so any credentials do, and the access key
 * id is a name that the caller chose, never proof of who it is.
 *
 * @throws AwsError IncompleteSignatureException: there is a header, but not one of Signature Version 4.
 */
export function readCaller(authorization: string | undefined): Caller {
  if (authorization === undefined) return "anonymous";
  const [, accessKeyId, region, service] = sigV4.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    throw new AwsError(
      "IncompleteSignatureException",
      "Authorization header requires 'Credential=<access key id>/<date>/<region>/<service>/aws4_request' of AWS4-HMAC-SHA256.",
    );
  }
  return { accessKeyId, region, service };
}
