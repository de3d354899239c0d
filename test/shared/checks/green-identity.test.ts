import type { RequestListener } from "node:http";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ListTasksCommand } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { testListenerAnswers } from "../../../shared/checks/listener-answers.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { identityField } from "../../../shared/probe/identity.ts";
import { answerTasksOf } from "../../support/answer-running-tasks.ts";
import { refusal, type MockAws } from "../../support/mock-aws.ts";
import {
  checkContext,
  listenerTo,
  runningTask,
  targetGroup,
  taskSet,
} from "../../support/probe/installed-deployment.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const quick: HooksConfig = { probing: { rate: 1000, warmUp: "300ms", atMost: "10s", timeout: "500ms" } };

/** Answers health as this version does. */
function version(name: string | undefined): RequestListener {
  return (_request, response) => {
    if (name !== undefined) response.setHeader("x-version", name);
    response.end(JSON.stringify({ release: name ?? "none" }));
  };
}

/** Answers as whoever stands in for a version that is down. */
const broken: RequestListener = (_request, response) => response.writeHead(503).end();

/** What the test listener's check says where green, blue and whoever the listener leads to answer like this. */
async function judge(
  answers: { green: RequestListener; blue: RequestListener; listener: RequestListener },
  config: HooksConfig,
  change: (aws: MockAws) => void = () => undefined,
) {
  const green = await startHttp(answers.green, "127.0.6.1");
  const blue = await startHttp(answers.blue, "127.0.6.2");
  const listener = await startHttp(answers.listener);
  const { aws, ...context } = checkContext(
    {
      testListener: listenerTo({ "green-group": 1 }, { port: listener.target.port }),
      // Those that ran when the function began have been replaced since.
      green: taskSet("ecs-svc/green", { tasks: [runningTask("g0", "127.0.6.3"), runningTask("g9", "127.0.6.4")] }),
      blue: taskSet("ecs-svc/blue", { targetGroup: targetGroup("blue-group"), tasks: [] }),
    },
    { ...quick, ...config },
  );
  answerTasksOf(aws, {
    "ecs-svc/green": [{ id: "g1", address: "127.0.6.1" }],
    "ecs-svc/blue": [{ id: "b1", address: "127.0.6.2" }],
  });
  for (const { target, group } of [
    { target: green.target, group: "green-group" },
    { target: blue.target, group: "blue-group" },
  ]) {
    aws.loadBalancing.on(DescribeTargetHealthCommand, { TargetGroupArn: `arn:${group}` }).resolves({
      TargetHealthDescriptions: [
        { Target: { Id: target.address, Port: target.port }, TargetHealth: { State: "healthy" } },
      ],
    });
  }
  change(aws);
  return testListenerAnswers.run(context, never);
}

test("a listener that leads to blue is convicted by a header that nobody configured", async () => {
  const { verdict, reason } = await judge({ green: version("2"), blue: version("1"), listener: version("1") }, {});
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /expected header x-version 2 \(learnt from green's 1 task by IP\), observed header x-version 1.* another version answers/,
  );
});

test.for([
  [
    "a header that tells green from blue",
    version("2"),
    version("1"),
    {},
    /Every answer was green's \(header x-version 2, learnt/,
  ],
  ["a header that blue has, too", version("1"), version("1"), {}, /Who answered was not proved/],
  ["no header", version(undefined), version("1"), {}, /Who answered was not proved/],
  [
    "a header that was named",
    version("2"),
    version("1"),
    { identity: { header: "X-Version" } },
    /Every answer was green's \(header X-Version 2, learnt/,
  ],
  [
    "a header that was named and that blue lacks",
    version("2"),
    version(undefined),
    { identity: { header: "X-Version" } },
    /Every answer was green's \(header X-Version 2, learnt/,
  ],
  [
    "a header that was named and that blue has, too",
    version("1"),
    version("1"),
    { identity: { header: "X-Version" } },
    /Every answer had header X-Version 1, but blue says the same: who answered was not proved/,
  ],
  [
    "a header that was named beside a blue that answers with an error",
    version("1"),
    broken,
    { identity: { header: "X-Version" } },
    /but whether blue says the same could not be told: who answered was not proved/,
  ],
  [
    "a header whose value is configured",
    version("42"),
    version("41"),
    { identity: { header: "X-Version", environmentVariable: "RELEASE" } },
    /Every answer was green's \(X-Version\)/,
  ],
  [
    "a header whose value is configured, and is blue's, too",
    version("42"),
    version("42"),
    { identity: { header: "X-Version", environmentVariable: "RELEASE" } },
    /Every answer had header X-Version 42, but blue says the same: who answered was not proved/,
  ],
  ["no header, since blue's error says nothing of blue", version("1"), broken, {}, /Who answered was not proved/],
  [
    "a field of the body",
    version("2"),
    version("1"),
    { identity: identityField((body) => (body as { release: string }).release) },
    /Every answer was green's \(field/,
  ],
  [
    "nothing, as was asked for",
    version("2"),
    version("1"),
    { identity: false },
    /95 % of the answers came within \d+ ms\.$/,
  ],
] as const)("what passes says who answered, by %s", async ([, green, blue, config, says]) => {
  const { verdict, reason } = await judge({ green, blue, listener: green }, config);
  expect(verdict).toBe("passed");
  expect(reason).toMatch(says);
});

test("an identity that green's tasks do not say is the configuration's fault", async () => {
  const answers = { green: version(undefined), blue: version("1"), listener: version(undefined) };
  expect(await judge(answers, { identity: { header: "x-version" } })).toMatchObject({
    verdict: "error",
    reason: expect.stringMatching(
      /^hooks\.config\.ts, identity: expected all of green's tasks to say the same by header x-version, observed no such header from green task g1/,
    ),
  });
});

test("where AWS refuses what it takes to discover an identity, that is said, and not that there is none", async () => {
  const answers = { green: version("2"), blue: version("1"), listener: version("2") };
  const { verdict, reason } = await judge(answers, {}, ({ ecs }) => {
    ecs.on(ListTasksCommand).rejects(refusal("AccessDeniedException"));
  });
  expect(verdict).toBe("passed");
  expect(reason).toMatch(
    /Who answered was not proved: what tells green from blue could not be looked for \(ecs:ListTasks.*AccessDenied/,
  );
  expect(reason).not.toContain("Set `identity`");
});

test.for<[HooksConfig, string]>([
  [{}, "passed"],
  [{ identity: { header: "x-version" } }, "failed"],
])("with %j, a green without a running task by IP is %s, and said to have none", async ([config, expected]) => {
  const answers = { green: version("2"), blue: version("1"), listener: version("2") };
  const { verdict, reason } = await judge(answers, config, (aws) => answerTasksOf(aws, { "ecs-svc/green": [] }));
  expect([verdict, reason]).toEqual([
    expected,
    expect.stringContaining("Task set ecs-svc/green: expected running tasks that target group green-group lists"),
  ]);
});

test("a header that differs from answer to answer is no identity", async () => {
  let answers = 0;
  const counting: RequestListener = (_request, response) => {
    answers += 1;
    response.setHeader("x-build", String(answers)).end();
  };
  const { verdict, reason } = await judge({ green: counting, blue: version("1"), listener: counting }, {});
  expect(verdict).toBe("passed");
  expect(reason).toMatch(/Who answered was not proved/);
});
