import { expect, test } from "vitest";
import { passesTargetFilters } from "../../../rehearsal/api/target-filters.ts";
import { RehearsedDeployment } from "../../../rehearsal/codedeploy/deployment.ts";

const deployment = new RehearsedDeployment({ id: "d-AAAAAAAAA", creator: "user", rollsBack: undefined });

test.for([
  { filters: {}, passes: true },
  { filters: { TargetStatus: ["Failed", "Pending"] }, passes: true },
  { filters: { TargetStatus: ["Failed"] }, passes: false },
])("a pending target passes $filters: $passes", ({ filters, passes }) => {
  expect(passesTargetFilters(deployment, filters)).toBe(passes);
});

test.for<[filters: Record<string, string[]>, code: string]>([
  [{ Status: ["Failed"] }, "InvalidTargetFilterNameException"],
  [{ TargetStatus: ["failed"] }, "InvalidInstanceStatusException"],
  [{ TargetStatus: [] }, "InvalidInstanceStatusException"],
  [{ ServerInstanceLabel: ["Blue"] }, "InvalidDeploymentInstanceTypeException"],
])("%j is refused: %s", ([filters, code]) => {
  expect(() => passesTargetFilters(deployment, filters)).toThrow(expect.objectContaining({ code }));
});
