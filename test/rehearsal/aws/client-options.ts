import type { AwsServer } from "../../../rehearsal/aws/server.ts";

/** What an SDK client needs to call the server with credentials that mean nothing. */
export function clientOptions(server: AwsServer, accessKeyId = "anyone") {
  return {
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "none" },
    maxAttempts: 1,
  };
}
