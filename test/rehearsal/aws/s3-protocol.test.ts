import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "./client-options.ts";

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

test("an object's bytes arrive unchanged, under any key and version", async () => {
  const inputs: unknown[] = [];
  await using server = await createAwsServer({ operations: {}, s3: (input) => (inputs.push(input), bytes) });
  const client = new S3Client(clientOptions(server));
  const wanted = { Bucket: "revisions", Key: "a b/é+&%2F/appspec.yaml", VersionId: "v/1" };
  const output = await client.send(new GetObjectCommand(wanted));
  expect(await output.Body?.transformToByteArray()).toEqual(bytes);
  expect(output.ETag).toBe('"e2c865db4162bed963bfaa9ef6ac18f0"');
  expect(inputs).toEqual([wanted]);
});

test("a missing object is NoSuchKey with status 404", async () => {
  await using server = await createAwsServer({
    operations: {},
    s3: () => {
      throw new AwsError("NoSuchKey", "The specified key does not exist.");
    },
  });
  const sent = new S3Client(clientOptions(server)).send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
  await expect(sent).rejects.toBeInstanceOf(NoSuchKey);
  await expect(sent).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
});

test("any other operation of S3 is not implemented", async () => {
  await using server = await createAwsServer({ operations: {}, s3: () => bytes });
  const client = new S3Client(clientOptions(server));
  const notImplemented = { name: "NotImplemented", $metadata: { httpStatusCode: 501 } };
  const object = { Bucket: "b", Key: "k" };
  await expect(client.send(new ListObjectsV2Command({ Bucket: "b" }))).rejects.toMatchObject(notImplemented);
  await expect(client.send(new GetObjectTaggingCommand(object))).rejects.toMatchObject(notImplemented);
  await expect(client.send(new PutObjectCommand({ ...object, Body: "x" }))).rejects.toMatchObject(notImplemented);
  await expect(client.send(new HeadObjectCommand(object))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 501 },
  });
});

test("a path of another REST service is not taken for an object", async () => {
  await using server = await createAwsServer({ operations: {}, s3: () => bytes });
  const authorization = "AWS4-HMAC-SHA256 Credential=x/20260102/us-east-1/apigateway/aws4_request, Signature=0";
  const response = await fetch(`${server.endpoint}/restapis/a`, { headers: { authorization } });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain("<Code>NotImplemented</Code>");
});

test.for([{ Range: "bytes=0-9" }, { IfNoneMatch: "x" }, { ExpectedBucketOwner: "123456789012" }, { PartNumber: 1 }])(
  "a part of an object, or an object on a condition, is not implemented: %j",
  async (input) => {
    await using server = await createAwsServer({ operations: {}, s3: () => bytes });
    const sent = new S3Client(clientOptions(server)).send(new GetObjectCommand({ Bucket: "b", Key: "k", ...input }));
    await expect(sent).rejects.toMatchObject({ name: "NotImplemented", $metadata: { httpStatusCode: 501 } });
  },
);
