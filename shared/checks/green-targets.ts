import type { AwsClients } from "../deployment/aws-clients.ts";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import { getTargetHealth } from "../deployment/target-group.ts";
import type { Target } from "../probe/target.ts";
import type { CheckResult } from "./check.ts";
import { count } from "./sentence-parts.ts";

/** Green's tasks as targets that can be probed by IP, or why they cannot be. */
export type GreenTargets =
  | { readonly targets: readonly Target[]; readonly problem?: undefined }
  | { readonly targets?: undefined; readonly problem: CheckResult };

/**
 * Every task of green with the port that the target group lists for its address. A task without a target, a target
 * without a task and a task that is missing are each a fault of green's: none is left out in silence.
 * @param portOverride the health check's own port, where it is not the traffic port
 */
export async function greenTargets(
  deployment: InstalledDeployment,
  clients: AwsClients,
  portOverride: number | undefined,
  signal: AbortSignal,
): Promise<GreenTargets> {
  const { green } = deployment;
  const registered = (await getTargetHealth(clients, green.targetGroup.arn, signal)).filter(
    ({ state }) => state !== "draining",
  );
  const group = `green's target group ${green.targetGroup.name}`;
  const instances = registered.filter(({ id }) => id.startsWith("i-"));
  if (instances.length > 0) {
    return refuse(
      "error",
      `${group} lists instances (${instances.map(({ id }) => id).join(", ")}): expected IP addresses. Use the network mode awsvpc: a task cannot be told from its neighbours otherwise.`,
    );
  }
  const running = green.tasks.filter(({ lastStatus }) => lastStatus === "RUNNING");
  if (running.length < green.desiredCount || running.length === 0) {
    return refuse(
      "failed",
      `Task set ${green.id}: expected ${count(Math.max(1, green.desiredCount), "running task")}, observed ${running.length}. Look at the service's events for tasks that stop or cannot be placed.`,
    );
  }
  const stray = registered.filter(({ id }) => !running.some(({ ip }) => ip === id));
  if (stray.length > 0) {
    return refuse(
      "failed",
      `${group} lists ${stray.map(({ id, port }) => `${id}:${port}`).join(", ")}: expected only the addresses of green's ${count(running.length, "running task")}. A task may have just stopped, or something else is registered there.`,
    );
  }
  const unregistered = running.filter(({ ip }) => !registered.some(({ id }) => id === ip));
  if (unregistered.length > 0) {
    return refuse(
      "failed",
      `${group} does not list ${unregistered.map(({ id, ip }) => `task ${id} (${ip ?? "no address"})`).join(", ")}: expected all of green's ${count(running.length, "running task")}. Look at the service's events, and at the container and port that its load balancer settings name.`,
    );
  }
  const targets = running.flatMap((task) => {
    return registered
      .filter(({ id }) => id === task.ip)
      .map(({ id, port }): Target => {
        const used = portOverride ?? port;
        return { address: id, port: used, label: `green task ${task.id} (${id}:${used}, ${task.availabilityZone})` };
      });
  });
  // A task that is registered with two ports is asked once where the health check has a port of its own.
  return { targets: [...new Map(targets.map((target) => [target.label, target])).values()] };
}

function refuse(verdict: "failed" | "error", reason: string): GreenTargets {
  return { problem: { verdict, reason } };
}
