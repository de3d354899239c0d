import { AwsError } from "../aws/aws-error.ts";
import type { GetObjectHandler } from "../aws/s3-protocol.ts";

/**
 * S3: the one version of each object, in buckets without versions.
 * @param objects by `bucket/key`
 */
export function getObjectOf(objects: ReadonlyMap<string, Uint8Array>): GetObjectHandler {
  return ({ Bucket, Key, VersionId }) => {
    if ([...objects.keys()].every((name) => !name.startsWith(`${Bucket}/`))) {
      throw new AwsError("NoSuchBucket", "The specified bucket does not exist");
    }
    const object = objects.get(`${Bucket}/${Key}`);
    if (object === undefined) throw new AwsError("NoSuchKey", "The specified key does not exist.");
    if (VersionId === undefined || VersionId === "null") return object;
    throw new AwsError("NoSuchVersion", "The specified version does not exist.");
  };
}
