import { whyNoRollback } from "./auto-rollback.ts";
import { stoppedByRequest } from "./deployment-stop.ts";
import { newDeploymentId, RehearsedDeployment, type NewDeployment } from "./deployment.ts";
import { HookExecutions } from "./hook-executions.ts";
import { runDeployment } from "./run-deployment.ts";
import type { DeploymentWork } from "./run-lifecycle.ts";
import { runRollback } from "./run-rollback.ts";

/** All deployments of the rehearsal, and the hooks that they wait for. */
export class Deployments {
  readonly all: RehearsedDeployment[] = [];
  readonly executions = new HookExecutions((id) => this.find(id) !== undefined);

  find(id: string): RehearsedDeployment | undefined {
    return this.all.find((deployment) => deployment.id === id);
  }

  create(deployment: NewDeployment): RehearsedDeployment {
    const created = new RehearsedDeployment(deployment);
    this.all.push(created);
    return created;
  }

  /**
   * StopDeployment: a deployment that has ended stays as it is.
   * @param rollBack whether it is to be rolled back; undefined leaves that to the group
   */
  stop(deployment: RehearsedDeployment, rollBack: boolean | undefined): void {
    if (deployment.hasEnded || deployment.stopSignal.aborted) return;
    deployment.rollbackWanted = rollBack;
    deployment.stop(stoppedByRequest());
  }

  /**
   * Runs a release and, where it fails or is stopped, its automatic rollback, which is a deployment of its own.
   * @param id the release's id
   */
  async release(id: string, work: DeploymentWork, signal: AbortSignal): Promise<void> {
    const { config } = work.group;
    const deployment = this.create({ id, creator: "user", rollsBack: undefined, config });
    await runDeployment(deployment, work, signal);
    if (!deployment.failure) return;
    deployment.rollbackMessage = whyNoRollback(deployment, deployment.failure, work.group);
    if (deployment.rollbackMessage !== undefined) return;
    const rollback = this.create({ id: newDeploymentId(), creator: "codeDeployRollback", rollsBack: id });
    deployment.rolledBackBy = rollback.id;
    // Both in AWS's own words, as observed.
    deployment.rollbackMessage = `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`;
    rollback.rollbackMessage = `Deployment ${rollback.id} is triggered to roll back deployment ${id}.`;
    await runRollback(rollback, deployment, work, signal);
  }
}
