import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeTaskDefinitionCommand,
  DescribeTaskSetsCommand,
  ECSClient,
  ListTasksCommand,
  RunTaskCommand,
  type ListTasksRequest,
} from "@aws-sdk/client-ecs";
import { expect, onTestFinished, test } from "vitest";
import { NETWORK } from "../../../rehearsal/api/ecs-descriptions.ts";
import { ecsOperations } from "../../../rehearsal/api/ecs-operations.ts";
import { LOG_GROUP, LOG_PREFIX, taskLogGroup } from "../../../rehearsal/api/log-groups.ts";
import { logsOperations } from "../../../rehearsal/api/logs-operations.ts";
import { createAwsServer } from "../../../rehearsal/aws/server.ts";
import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import { createAddressPool } from "../../../rehearsal/ecs/address-pool.ts";
import { Cluster } from "../../../rehearsal/ecs/cluster.ts";
import { clientOptions } from "../aws/client-options.ts";
import { HEALTH_CHECK, startLoadBalancer } from "../elb/start-load-balancer.ts";

const ARN = "arn:aws:ecs:us-east-1:123456789012:cluster/rehearsal";
const RUN = { cluster: "rehearsal", taskDefinition: "shop", networkConfiguration: NETWORK };

/** A cluster whose tasks wait until they are stopped, with the clients that ask for them. */
async function startCluster() {
  const cluster = new Cluster({
    arn: ARN,
    serviceName: "shop",
    addresses: await createAddressPool({ zones: ["a"], ownPorts: false }),
    clock: createDeploymentClock(60),
    hostEnvironment: { PATH: process.env["PATH"] ?? "" },
  });
  cluster.taskDefinitions.push({
    arn: ARN.replace("cluster/rehearsal", "task-definition/shop:1"),
    family: "shop",
    revision: 1,
    containerName: "web",
    containerPort: 80,
    image: { name: "shop:1", digest: "sha256:1", cwd: "/", command: () => ["sleep", "600"] },
    environment: { COLOUR: "blue" },
    dockerLabels: { "com.example.team": "orders" },
  });
  const server = await createAwsServer({
    operations: { ecs: ecsOperations(cluster), logs: logsOperations(() => [taskLogGroup(cluster)]) },
  });
  onTestFinished(async () => {
    await server.close();
    await cluster.close();
  });
  const ecs = new ECSClient(clientOptions(server));
  const logs = new CloudWatchLogsClient(clientOptions(server));
  const list = async (filters: ListTasksRequest) =>
    ecs.send(new ListTasksCommand({ cluster: "rehearsal", ...filters }));
  return { cluster, ecs, logs, list };
}

test("a task definition is described with the variables and the labels of its container", async () => {
  const { ecs } = await startCluster();
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: "shop:1" }));
  expect(taskDefinition?.containerDefinitions).toMatchObject([
    { environment: [{ name: "COLOUR", value: "blue" }], dockerLabels: { "com.example.team": "orders" } },
  ]);
});

test("task sets are found by id and by ARN, and others are missing", async () => {
  const { cluster, ecs } = await startCluster();
  const loadBalancer = await startLoadBalancer();
  const targetGroup = loadBalancer.loadBalancer.createTargetGroup({ name: "a", port: 80, healthCheck: HEALTH_CHECK });
  const [definition] = cluster.taskDefinitions;
  if (!definition) throw new Error("no definition");
  const taskSets = ["d-1", "d-2"].map((externalId) =>
    cluster.createTaskSet({ externalId, definition, desiredCount: 1, targetGroup }),
  );
  const [first, second] = taskSets.map(({ options }) => options);
  const ask = async (...wanted: readonly string[]) => {
    const names = { cluster: "rehearsal", service: "shop", ...(wanted.length > 0 && { taskSets: [...wanted] }) };
    const { taskSets = [], failures } = await ecs.send(new DescribeTaskSetsCommand(names));
    return [taskSets.map(({ externalId }) => externalId), failures];
  };
  expect(await ask()).toEqual([["d-1", "d-2"], []]);
  expect(await ask(first?.id ?? "")).toEqual([["d-1"], []]);
  expect(await ask(second?.arn ?? "", "ecs-svc/1")).toEqual([["d-2"], [{ arn: "ecs-svc/1", reason: "MISSING" }]]);
  const unknown = new DescribeTaskSetsCommand({ cluster: "rehearsal", service: "blog" });
  await expect(ecs.send(unknown)).rejects.toMatchObject({ name: "ServiceNotFoundException" });
});

test("each filter of ListTasks lets pass what AWS says that it does", async () => {
  const { ecs, list } = await startCluster();
  const { tasks } = await ecs.send(new RunTaskCommand({ ...RUN, startedBy: "me", group: "mine" }));
  expect(tasks?.[0]).toMatchObject({ startedBy: "me", group: "mine" });
  const table: [filters: ListTasksRequest, tasks: number][] = [
    [{}, 1],
    [{ startedBy: "me" }, 1],
    [{ startedBy: "you" }, 0],
    [{ family: "shop", launchType: "FARGATE" }, 1],
    [{ family: "blog" }, 0],
    [{ launchType: "EC2" }, 0],
    [{ desiredStatus: "STOPPED" }, 0],
    [{ desiredStatus: "PENDING" }, 0],
    // It was not the service that started it.
    [{ serviceName: "shop" }, 0],
  ];
  const answers = await Promise.all(table.map(([filters]) => list(filters)));
  expect(answers.map(({ taskArns }, index) => [table[index]?.[0], taskArns?.length])).toEqual(table);
});

test.for<[filters: ListTasksRequest, name: string]>([
  [{ nextToken: "bogus" }, "InvalidParameterException"],
  [{ serviceName: "blog" }, "ServiceNotFoundException"],
  [{ startedBy: "me", family: "shop" }, "InvalidParameterException"],
  [{ containerInstance: "x" }, "InvalidParameterException"],
])("ListTasks of %j is refused: %s", async ([filters, name]) => {
  const { list } = await startCluster();
  await expect(list(filters)).rejects.toMatchObject({ name });
});

test("tasks are paged", async () => {
  const { ecs, list } = await startCluster();
  await ecs.send(new RunTaskCommand({ ...RUN, count: 3 }));
  const first = await list({ maxResults: 2 });
  const second = await list({ maxResults: 2, nextToken: first.nextToken });
  expect(first.taskArns).toHaveLength(2);
  expect(second.taskArns).toHaveLength(1);
  expect(second.nextToken).toBeUndefined();
  expect(first.taskArns).not.toContain(second.taskArns?.[0]);
});

test("a request that comes again with its client token starts nothing, and another one conflicts", async () => {
  const { cluster, ecs } = await startCluster();
  const run = async (startedBy: string) => ecs.send(new RunTaskCommand({ ...RUN, startedBy, clientToken: "once" }));
  const [first, second] = await Promise.all([run("me"), run("me")]);
  expect(second.tasks?.[0]?.taskArn).toBe(first.tasks?.[0]?.taskArn);
  await expect(run("you")).rejects.toMatchObject({ name: "ConflictException" });
  expect(cluster.oneOffTasks).toHaveLength(1);
});

test("a task that wrote nothing has a log stream without events, and one that never ran has none", async () => {
  const { cluster, ecs, logs } = await startCluster();
  const run = async (command: string[], environment: { name: string; value: string }[] = []) => {
    const overrides = { containerOverrides: [{ name: "web", command, environment }] };
    await ecs.send(new RunTaskCommand({ ...RUN, overrides }));
    const task = cluster.oneOffTasks.at(-1);
    await task?.stopped;
    const logStreamName = `${LOG_PREFIX}/web/${task?.id}`;
    return logs.send(new GetLogEventsCommand({ logGroupName: LOG_GROUP, logStreamName }));
  };
  expect((await run(["true"])).events).toEqual([]);
  const { events } = await run(["sh", "-c", "echo $COLOUR $SIZE"], [{ name: "SIZE", value: "large" }]);
  expect(events?.map(({ message }) => message)).toEqual(["blue large"]);
  await expect(run(["/no/such/program"])).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});
