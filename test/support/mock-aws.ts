import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { mockClient } from "aws-sdk-client-mock";
import type { AwsClients } from "../../shared/deployment/aws-clients.ts";

/** SDK clients that call nobody, and what they were asked. A command that was given no answer is refused. */
export function mockAws() {
  const options = { region: "eu-central-1", credentials: { accessKeyId: "anyone", secretAccessKey: "none" } };
  const cloudWatch = new CloudWatchClient(options);
  const logs = new CloudWatchLogsClient(options);
  const s3 = new S3Client(options);
  const secretsManager = new SecretsManagerClient(options);
  const ssm = new SSMClient(options);
  const clients: AwsClients = {
    codeDeploy: new CodeDeployClient(options),
    ecs: new ECSClient(options),
    loadBalancing: new ElasticLoadBalancingV2Client(options),
    cloudWatch: async () => cloudWatch,
    logs: async () => logs,
    s3: async () => s3,
    secretsManager: async () => secretsManager,
    ssm: async () => ssm,
  };
  const unexpected = new Error("This call was given no answer by the test");
  return {
    clients,
    codeDeploy: mockClient(clients.codeDeploy).rejects(unexpected),
    ecs: mockClient(clients.ecs).rejects(unexpected),
    loadBalancing: mockClient(clients.loadBalancing).rejects(unexpected),
    cloudWatch: mockClient(cloudWatch).rejects(unexpected),
    logs: mockClient(logs).rejects(unexpected),
    s3: mockClient(s3).rejects(unexpected),
    secretsManager: mockClient(secretsManager).rejects(unexpected),
    ssm: mockClient(ssm).rejects(unexpected),
  };
}

export type MockAws = ReturnType<typeof mockAws>;

/** An error as the SDK throws it for a refusal of AWS. */
export function refusal(name: string, message = "refused", httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
