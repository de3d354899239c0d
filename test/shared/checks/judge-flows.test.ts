import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { smokeTestsPass } from "../../../shared/checks/green-answers.ts";
import { smoke } from "../../../shared/probe/flow/flow.ts";
import { checkContext, runningTask, taskSet } from "../../support/probe/installed-deployment.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const quick = { probing: { rate: 1000, warmUp: "300ms", atMost: "10s", timeout: "500ms" } } as const;

const order = smoke("order", async ({ green }) => {
  await green.get("/cart").ok();
  await green.post("/orders").expect(201);
});

/** Answers /orders with each of `codes` in turn, and then with the last for ever. */
function serving(...codes: readonly number[]): RequestListener {
  let orders = 0;
  return (request, response) => {
    const isOrder = request.url === "/orders";
    const code = isOrder ? (codes[Math.min(orders, codes.length - 1)] ?? 500) : 200;
    orders += isOrder ? 1 : 0;
    response.writeHead(code).end();
  };
}

async function judge(handle: RequestListener) {
  const { target } = await startHttp(handle, "127.0.6.9");
  const green = taskSet("ecs-svc/green", { tasks: [runningTask("t1", "127.0.6.9")] });
  const { aws, ...context } = checkContext({ green }, { ...quick, smoke: [order] });
  aws.loadBalancing.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [
      { Target: { Id: target.address, Port: target.port }, TargetHealth: { State: "healthy" } },
    ],
  });
  return smokeTestsPass.run(context, never);
}

test("a flow passes on each task after the health check, which is asked where no other request is configured", async () => {
  const { verdict, reason } = await judge(serving(201));
  expect(verdict).toBe("passed");
  expect(reason).toMatch(
    /^\d+ probes of 1 green task by IP \(GET \/up\), 0 errors: .* 1 flow \(order\) passed on each of 1 green task\.$/,
  );
});

test("a flow that fails twice on a task has failed, and names the request", async () => {
  const { verdict, reason } = await judge(serving(503));
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /^green task t1 .*: flow order of .*, request 2, POST http:.*\/orders: expected status 201, observed status 503\. 2 of 2 runs of flow order did not pass/,
  );
});

test("a flow that fails once is no pass", async () => {
  const { verdict, reason } = await judge(serving(503, 201));
  expect(verdict).toBe("inconclusive");
  expect(reason).toMatch(/observed status 503\. It passed when it was repeated: 1 of 2 runs is no pass/);
});
