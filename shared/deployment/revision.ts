import { GetApplicationRevisionCommand, type S3Location } from "@aws-sdk/client-codedeploy";
import { parseAppSpec, type AppSpec } from "./app-spec.ts";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { UnusableDeploymentError } from "./errors.ts";
import type { Release } from "./get-deployment.ts";
import { requirePresent } from "./present.ts";
import { readObject } from "./read-object.ts";

/** CodeDeploy's own limit for an AppSpec is far below this; a larger object is not one. */
const LARGEST_APPSPEC_BYTES = 1024 * 1024;

/**
 * The AppSpec of the release. GetDeployment never carries its content (API reference, "RevisionLocation"): a revision given
 * in the call is fetched with GetApplicationRevision by its hash, one in S3 from its bucket.
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function getAppSpec(clients: AwsClients, release: Release, signal: AbortSignal): Promise<AppSpec> {
  const { revision } = release;
  switch (revision.revisionType) {
    case "S3":
      return parseAppSpec(await readS3(clients, revision.s3Location, signal));
    case "AppSpecContent":
    case "String":
      return parseAppSpec(await readContent(clients, release, signal));
    case "GitHub":
    case undefined:
    default:
      throw new UnusableDeploymentError(
        `Deployment ${release.id} has a revision of type ${revision.revisionType ?? "(none)"}: expected AppSpecContent or S3`,
      );
  }
}

async function readContent(clients: AwsClients, release: Release, signal: AbortSignal): Promise<string> {
  const command = new GetApplicationRevisionCommand({
    applicationName: release.application,
    revision: release.revision,
  });
  const answer = await callAws(
    "codedeploy:GetApplicationRevision",
    () => clients.codeDeploy.send(command, { abortSignal: signal }),
    signal,
  );
  const content = answer.revision?.appSpecContent?.content ?? answer.revision?.string?.content;
  return requirePresent(`GetApplicationRevision for ${release.id}`, { content }).content;
}

async function readS3(clients: AwsClients, location: S3Location | undefined, signal: AbortSignal): Promise<string> {
  const { bucket, key } = requirePresent("The S3 revision", { bucket: location?.bucket, key: location?.key });
  const object = { bucket, key, ...(location?.version !== undefined && { versionId: location.version }) };
  return new TextDecoder().decode(await readObject(clients, object, LARGEST_APPSPEC_BYTES, signal));
}
