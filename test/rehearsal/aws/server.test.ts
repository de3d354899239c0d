import {
  CodeDeployClient,
  DeploymentIdRequiredException,
  GetDeploymentCommand,
  ListApplicationsCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { DescribeServicesCommand, DescribeTaskSetsCommand, ECSClient } from "@aws-sdk/client-ecs";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";
import type { AwsCall } from "../../../rehearsal/aws/dispatch.ts";
import type { Operations } from "../../../rehearsal/aws/operations.ts";
import { PortInUseError } from "../../../rehearsal/aws/port-in-use-error.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { clientOptions } from "./client-options.ts";

const getDeployment = new GetDeploymentCommand({ deploymentId: "d-1" });
const describeTargetHealth = new DescribeTargetHealthCommand({ TargetGroupArn: "arn" });

test("an operation without a handler is an error of its protocol, and so is a service that there is not", async () => {
  await using server = await createAwsServer({ operations: { codedeploy: {} } });
  const codedeploy = new CodeDeployClient(clientOptions(server));
  const unknown = { name: "UnknownOperationException", $metadata: { httpStatusCode: 400 } };
  await expect(codedeploy.send(getDeployment)).rejects.toMatchObject(unknown);
  await expect(codedeploy.send(new ListApplicationsCommand({}))).rejects.toMatchObject(unknown);
  const elb = new ElasticLoadBalancingV2Client(clientOptions(server));
  await expect(elb.send(describeTargetHealth)).rejects.toMatchObject({ name: "InvalidAction" });
  for (const target of ["Foo_1.Bar", "CodeDeploy_20141006", "CodeDeploy_20141006.toString", "__proto__.x"]) {
    const response = await fetch(server.endpoint, { method: "POST", headers: { "x-amz-target": target }, body: "{}" });
    expect(await response.json()).toMatchObject({ __type: "UnknownOperationException" });
  }
});

test("a caller who is not authorised is refused before the handler, in the words of each protocol", async () => {
  const refuse = () => {
    throw new Error("The handler ran.");
  };
  const asked: unknown[] = [];
  await using server = await createAwsServer({
    operations: { codedeploy: { GetDeployment: refuse }, elasticloadbalancing: { DescribeTargetHealth: refuse } },
    s3: refuse,
    authorise: (caller, service, operation) => {
      asked.push([caller, service, operation]);
      throw new AwsError("AccessDeniedException", `User is not authorized to perform: ${service}:${operation}`);
    },
  });
  const options = clientOptions(server, "prober");
  await expect(new CodeDeployClient(options).send(getDeployment)).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: "User is not authorized to perform: codedeploy:GetDeployment",
    $metadata: { httpStatusCode: 400 },
  });
  const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };
  await expect(new ElasticLoadBalancingV2Client(options).send(describeTargetHealth)).rejects.toMatchObject(denied);
  await expect(new S3Client(options).send(new GetObjectCommand({ Bucket: "b", Key: "k" }))).rejects.toMatchObject(
    denied,
  );
  const caller = (service: string) => ({ accessKeyId: "prober", region: "us-east-1", service });
  expect(asked).toEqual([
    [caller("codedeploy"), "codedeploy", "GetDeployment"],
    [caller("elasticloadbalancing"), "elasticloadbalancing", "DescribeTargetHealth"],
    [caller("s3"), "s3", "GetObject"],
  ]);
});

test("an absent or empty required member is the error that the operation documents for it", async () => {
  await using server = await createAwsServer({
    operations: {
      codedeploy: { GetDeployment: () => ({}), PutLifecycleEventHookExecutionStatus: () => ({}) },
      ecs: { DescribeServices: () => ({}), DescribeTaskSets: () => ({}) },
      elasticloadbalancing: { DescribeTargetHealth: () => ({}) },
    },
  });
  const codedeploy = new CodeDeployClient(clientOptions(server));
  const ecs = new ECSClient(clientOptions(server));
  const elb = new ElasticLoadBalancingV2Client(clientOptions(server));
  const put = new PutLifecycleEventHookExecutionStatusCommand({ lifecycleEventHookExecutionId: "x", status: "Failed" });
  await expect(codedeploy.send(put)).rejects.toBeInstanceOf(DeploymentIdRequiredException);
  await expect(codedeploy.send(new GetDeploymentCommand({ deploymentId: "" }))).rejects.toBeInstanceOf(
    DeploymentIdRequiredException,
  );
  const invalid = { name: "InvalidParameterException" };
  await expect(ecs.send(new DescribeServicesCommand({ services: [] }))).rejects.toMatchObject(invalid);
  await expect(ecs.send(new DescribeTaskSetsCommand({ cluster: "c", service: undefined }))).rejects.toMatchObject(
    invalid,
  );
  await expect(elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: undefined }))).rejects.toMatchObject({
    name: "ValidationError",
  });
});

test("what a handler throws unexpectedly, or answers that cannot be written, is a failure of the server and is told", async () => {
  const faults: unknown[] = [];
  const bug = new RangeError("a bug");
  await using server = await createAwsServer({
    operations: {
      codedeploy: { GetDeployment: () => Promise.reject(bug) },
      elasticloadbalancing: {
        DescribeLoadBalancers: () => ({ LoadBalancers: [{ CreatedTime: new Date(Number.NaN) }] }),
      },
    },
    onFault: (fault, target) => faults.push([fault, target.operation]),
  });
  await expect(new CodeDeployClient(clientOptions(server)).send(getDeployment)).rejects.toMatchObject({
    name: "InternalFailure",
    message: expect.stringContaining("a bug"),
    $metadata: { httpStatusCode: 500 },
  });
  const body = new URLSearchParams({ Action: "DescribeLoadBalancers", Version: "2015-12-01" });
  const response = await fetch(server.endpoint, { method: "POST", body });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("<Type>Receiver</Type><Code>InternalFailure</Code>");
  expect(faults).toEqual([
    [bug, "GetDeployment"],
    [expect.any(RangeError), "DescribeLoadBalancers"],
  ]);
});

test("every call is told before it is answered, with its error", async () => {
  const calls: AwsCall[] = [];
  await using server = await createAwsServer({
    operations: { codedeploy: { GetDeployment: ({ deploymentId }) => ({ deploymentInfo: { deploymentId } }) } },
    onCall: (call) => calls.push(call),
  });
  const client = new CodeDeployClient(clientOptions(server, "hook"));
  await client.send(getDeployment);
  await expect(client.send(new ListApplicationsCommand({}))).rejects.toThrow("ListApplications");
  const caller = { accessKeyId: "hook", region: "us-east-1", service: "codedeploy" };
  expect(calls).toEqual([
    { caller, service: "codedeploy", operation: "GetDeployment", input: { deploymentId: "d-1" } },
    { caller, service: "codedeploy", operation: "ListApplications", input: undefined, error: expect.any(AwsError) },
  ]);
});

test("a body over the limit is refused, and the answer has a request id", async () => {
  await using server = await createAwsServer({ operations: {}, bodyLimit: 1000 });
  const headers = { "x-amz-target": "CodeDeploy_20141006.GetDeployment" };
  const response = await fetch(server.endpoint, { method: "POST", headers, body: "x".repeat(300_000) });
  expect(response.status).toBe(413);
  expect(response.headers.get("x-amzn-requestid")).toMatch(/^[\da-f-]{36}$/);
});

test("a port in use is named", async () => {
  await using server = await createAwsServer({ operations: {} });
  const second = createAwsServer({ operations: {}, port: server.port });
  await expect(second).rejects.toThrow(PortInUseError);
  await expect(second).rejects.toMatchObject({ port: server.port });
});

test("closing breaks off the calls under way, aborts their handlers and frees the port", async () => {
  const started = Promise.withResolvers<AbortSignal>();
  const server = await createAwsServer({
    operations: {
      codedeploy: {
        GetDeployment: async (_input, _caller, signal) => {
          started.resolve(signal);
          return new Promise(() => {});
        },
      },
    },
  });
  const sent = new CodeDeployClient(clientOptions(server)).send(getDeployment).catch((error: unknown) => error);
  const signal = await started.promise;
  await server.close();
  expect(await sent).toMatchObject({ code: "ECONNRESET" });
  expect(signal.aborted).toBe(true);
  await using next = await createAwsServer({ operations: {}, port: server.port });
  expect(next.port).toBe(server.port);
});

test("a handler that answers a member of the wrong type does not compile", () => {
  const operations: Operations = {
    // @ts-expect-error: status is one of a fixed set of words.
    codedeploy: { GetDeployment: () => ({ deploymentInfo: { status: "Fine" } }) },
    // @ts-expect-error: ECS spells it `services`.
    ecs: { DescribeServices: () => ({ service: [] }) },
  };
  expect(Object.keys(operations)).toEqual(["codedeploy", "ecs"]);
});
