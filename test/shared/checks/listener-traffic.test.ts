import { expect, test } from "vitest";
import {
  productionServesBlue,
  productionServesGreen,
  productionStillServesBlue,
  testServesGreen,
  testStillServesGreen,
} from "../../../shared/checks/listener-traffic.ts";
import { checkContext, installedDeployment, listenerTo } from "../../support/probe/installed-deployment.ts";

const never = new AbortController().signal;
const toBlue = listenerTo({ "blue-group": 100, "green-group": 0 });
const toGreen = listenerTo({ "blue-group": 0, "green-group": 100 });

test.for([
  { check: productionServesBlue, listeners: { productionListener: toBlue }, verdict: "passed" },
  { check: productionServesBlue, listeners: { productionListener: toGreen }, verdict: "failed" },
  { check: productionStillServesBlue, listeners: { productionListener: toBlue }, verdict: "passed" },
  { check: productionStillServesBlue, listeners: { productionListener: toGreen }, verdict: "failed" },
  { check: productionServesGreen, listeners: { productionListener: toGreen }, verdict: "passed" },
  { check: productionServesGreen, listeners: { productionListener: toBlue }, verdict: "failed" },
  { check: testServesGreen, listeners: { testListener: toGreen }, verdict: "passed" },
  { check: testServesGreen, listeners: { testListener: toBlue }, verdict: "failed" },
  { check: testStillServesGreen, listeners: { testListener: toGreen }, verdict: "passed" },
  { check: testStillServesGreen, listeners: { testListener: toBlue }, verdict: "failed" },
])("$check.name: $verdict with $listeners", async ({ check, listeners, verdict }) => {
  expect((await check.run(checkContext(listeners), never)).verdict).toBe(verdict);
});

test("a deployment group without a test listener has no test traffic to judge, and it is said", async () => {
  const context = checkContext();
  const deployment = { ...installedDeployment(), testListener: undefined };
  expect(await testStillServesGreen.run({ ...context, deployment }, never)).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason:
      "Not applicable: deployment group shop-group has no test listener, so that green answers through a load balancer for the first time when customers ask. Give it one.",
  });
});
