import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { getObjectOf } from "../../../rehearsal/api/s3-objects.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "../aws/client-options.ts";

test.for([
  { Bucket: "shop-releases", Key: "migrations/1.json", answer: "{}" },
  { Bucket: "shop-releases", Key: "migrations", answer: "NoSuchKey" },
  { Bucket: "shop", Key: "migrations/1.json", answer: "NoSuchBucket" },
  { Bucket: "shop-releases", Key: "migrations/1.json", VersionId: "v1", answer: "NoSuchVersion" },
])("$Bucket/$Key answers $answer", async ({ answer, ...object }) => {
  const s3 = getObjectOf(new Map([["shop-releases/migrations/1.json", new TextEncoder().encode("{}")]]));
  await using server = await createAwsServer({ operations: {}, s3 });
  const answered = await new S3Client(clientOptions(server)).send(new GetObjectCommand(object)).then(
    ({ Body }) => Body?.transformToString(),
    (error: Error) => error.name,
  );
  expect(answered).toBe(answer);
});
