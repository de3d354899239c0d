import { expect, test } from "vitest";
import type { ServicePlacement } from "../../../shared/deployment/deployment.ts";
import { placeOneOffTask } from "../../../shared/deployment/place-one-off-task.ts";

const PLACEMENT: ServicePlacement = {
  launchType: "FARGATE",
  capacityProviders: [],
  platformVersion: undefined,
  subnets: [],
  securityGroups: [],
  assignPublicIp: "DISABLED",
};

test.for<[string, ServicePlacement["capacityProviders"], unknown]>([
  ["spare capacity is made firm", [{ name: "FARGATE_SPOT", weight: 3, base: 1 }], { weight: 3, base: 1 }],
  [
    "and added to what is firm already, since a provider comes once",
    [
      { name: "FARGATE", weight: 1, base: 2 },
      { name: "FARGATE_SPOT", weight: 1_000, base: 0 },
    ],
    { weight: 1_000, base: 2 },
  ],
])("a task that must end runs on no capacity that may be taken back: %s", ([, capacityProviders, expected]) => {
  expect(placeOneOffTask({ ...PLACEMENT, capacityProviders }, "host")).toEqual({
    capacityProviderStrategy: [{ capacityProvider: "FARGATE", ...(expected as object) }],
  });
});
