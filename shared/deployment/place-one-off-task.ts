import type { RunTaskCommandInput } from "@aws-sdk/client-ecs";
import type { ServicePlacement } from "./deployment.ts";

type Placed = Pick<
  RunTaskCommandInput,
  "launchType" | "capacityProviderStrategy" | "platformVersion" | "networkConfiguration"
>;

/** Fargate takes its spare capacity back when it likes, and a check that is cut off has said nothing. */
const FIRM: ReadonlyMap<string, string> = new Map([["FARGATE_SPOT", "FARGATE"]]);
const LARGEST_WEIGHT = 1_000;

/**
 * Where a task of its own runs: as the service's tasks do, but on no capacity that may be taken back.
 * @param networkMode of the task definition: only `awsvpc` has a network of its own to be named
 */
export function placeOneOffTask(placement: ServicePlacement, networkMode: string): Placed {
  const { launchType, platformVersion, subnets, securityGroups, assignPublicIp } = placement;
  const capacityProviderStrategy = firmStrategy(placement.capacityProviders);
  return {
    ...(capacityProviderStrategy.length > 0 ? { capacityProviderStrategy } : launchType && { launchType }),
    ...(platformVersion && { platformVersion }),
    ...(networkMode === "awsvpc" && {
      networkConfiguration: {
        awsvpcConfiguration: { subnets: [...subnets], securityGroups: [...securityGroups], assignPublicIp },
      },
    }),
  };
}

/** A provider comes once in a strategy: what two of them come to is added up. */
function firmStrategy(
  providers: ServicePlacement["capacityProviders"],
): { capacityProvider: string; weight: number; base: number }[] {
  const byName = Map.groupBy(providers, ({ name }) => FIRM.get(name) ?? name);
  return [...byName].map(([capacityProvider, same]) => {
    const weight = same.reduce((sum, each) => sum + each.weight, 0);
    return {
      capacityProvider,
      weight: Math.min(weight, LARGEST_WEIGHT),
      base: same.reduce((sum, each) => sum + each.base, 0),
    };
  });
}
