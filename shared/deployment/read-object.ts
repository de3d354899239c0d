import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import { requirePresent } from "./present.ts";

/** An object in S3. */
export interface S3Object {
  readonly bucket: string;
  readonly key: string;
  /** Default: the newest. */
  readonly versionId?: string;
}

/**
 * All of an object, which is let go as soon as more of it comes than is asked for, whatever its length is said to be.
 * @throws {AwsCallError} @throws {UnusableDeploymentError} where it is larger
 */
export async function readObject(
  clients: Pick<AwsClients, "s3">,
  object: S3Object,
  largestBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { bucket, key, versionId } = object;
  const [{ GetObjectCommand }, s3] = await Promise.all([import("@aws-sdk/client-s3"), clients.s3()]);
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  });
  const name = `s3://${bucket}/${key}`;
  const answer = await callAws("s3:GetObject", () => s3.send(command, { abortSignal: signal }), signal);
  const { body } = requirePresent(name, { body: answer.Body });
  const stream = body.transformToWebStream();
  const reader = stream.getReader();
  const tooLarge = (bytes: string): UnusableDeploymentError => {
    return new UnusableDeploymentError(`${name} has ${bytes} bytes: expected ${largestBytes} at most`);
  };
  try {
    if ((answer.ContentLength ?? 0) > largestBytes) throw tooLarge(String(answer.ContentLength));
    const chunks: Uint8Array[] = [];
    for (let size = 0; ;) {
      const { done, value } = await callAws("s3:GetObject", () => reader.read(), signal);
      if (done) return Buffer.concat(chunks);
      const chunk: Uint8Array = value;
      size += chunk.length;
      if (size > largestBytes) throw tooLarge(`more than ${largestBytes}`);
      chunks.push(chunk);
    }
  } finally {
    // Ends its connection, too, where not all of it was read. It is over for us whether or not that works.
    reader.cancel().catch(() => undefined);
  }
}
