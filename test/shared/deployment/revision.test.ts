import { GetApplicationRevisionCommand, type RevisionLocation } from "@aws-sdk/client-codedeploy";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import type { AwsClients } from "../../../shared/deployment/aws-clients.ts";
import { UnusableDeploymentError } from "../../../shared/deployment/errors.ts";
import { releaseOf, type Release } from "../../../shared/deployment/get-deployment.ts";
import { getAppSpec } from "../../../shared/deployment/revision.ts";
import { appSpec, ARNS, DEPLOYMENT_ID, deploymentInfo } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";
import { startBucket } from "../../support/start-bucket.ts";

const running = new AbortController().signal;
const S3: RevisionLocation = {
  revisionType: "S3",
  s3Location: { bucket: "specs", key: "web.yaml", bundleType: "YAML", version: "v7" },
};

function releaseWith(revision: RevisionLocation): Release {
  return releaseOf({ id: DEPLOYMENT_ID, creator: "user", rollback: undefined, info: deploymentInfo({ revision }) });
}

async function withBucket(answer: RequestListener): Promise<AwsClients> {
  const { s3 } = await startBucket(answer);
  return { ...mockAws().clients, s3 };
}

test.for<RevisionLocation>([
  { revisionType: "AppSpecContent", appSpecContent: { sha256: "abc" } },
  { revisionType: "String", string: { sha256: "abc" } },
])("a revision given as $revisionType is fetched by its hash", async (revision) => {
  const { clients, codeDeploy } = mockAws();
  const content = JSON.stringify(appSpec());
  const { sha256: _, ...rest } = { sha256: "abc", content };
  codeDeploy.on(GetApplicationRevisionCommand, { applicationName: "shop-app", revision }).resolves({
    revision: revision.revisionType === "String" ? { string: rest } : { appSpecContent: rest },
  });
  expect(await getAppSpec(clients, releaseWith(revision), running)).toMatchObject({
    taskDefinition: ARNS.greenDefinition,
  });
});

test("a revision in S3 is read from its bucket, in its version", async () => {
  const asked: (string | undefined)[] = [];
  const clients = await withBucket(({ url }, response) => {
    asked.push(url);
    response.end(JSON.stringify(appSpec()));
  });
  expect(await getAppSpec(clients, releaseWith(S3), running)).toMatchObject({ taskDefinition: ARNS.greenDefinition });
  expect(asked).toEqual([expect.stringMatching(/^\/specs\/web\.yaml\?.*versionId=v7/)]);
});

test("an object that is no AppSpec for its size is not read", async () => {
  const clients = await withBucket((_, response) => response.writeHead(200, { "content-length": 2 ** 30 }).write("{"));
  const read = getAppSpec(clients, releaseWith(S3), running);
  await expect(read).rejects.toThrow(UnusableDeploymentError);
  await expect(read).rejects.toThrow(/^s3:\/\/specs\/web\.yaml has 1073741824 bytes/);
});

test("a body that stalls is let go at the deadline", async () => {
  const stop = new AbortController();
  const clients = await withBucket((_, response) => {
    response.writeHead(200, { "content-length": 100 }).write("{");
    setTimeout(() => stop.abort(new Error("late")), 20);
  });
  await expect(getAppSpec(clients, releaseWith(S3), stop.signal)).rejects.toThrow("late");
});

test("a bucket that is closed to the function names the permission", async () => {
  const clients = await withBucket((_, response) =>
    response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>"),
  );
  await expect(getAppSpec(clients, releaseWith(S3), running)).rejects.toThrow(
    "Allow s3:GetObject in the role of this function",
  );
});

test.for<[RevisionLocation, string]>([
  [{ revisionType: "GitHub" }, "has a revision of type GitHub: expected AppSpecContent or S3"],
  [{}, "has a revision of type (none)"],
  [{ revisionType: "S3" }, "The S3 revision answered without bucket, key"],
])("a revision of %j is refused", async ([revision, problem]) => {
  await expect(getAppSpec(mockAws().clients, releaseWith(revision), running)).rejects.toThrow(problem);
});

test("an answer without content is an error", async () => {
  const { clients, codeDeploy } = mockAws();
  codeDeploy.on(GetApplicationRevisionCommand).resolves({ revision: { appSpecContent: { sha256: "abc" } } });
  await expect(getAppSpec(clients, releaseWith({ revisionType: "AppSpecContent" }), running)).rejects.toThrow(
    "answered without content",
  );
});
