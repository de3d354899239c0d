import { newDeploymentId, RehearsedDeployment, type NewDeployment } from "./deployment.ts";
import { HookExecutions } from "./hook-executions.ts";
import { runDeployment, type DeploymentWork } from "./run-deployment.ts";
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
   * Runs a release and, where it fails, its automatic rollback, which is a deployment of its own. A failure at
   * BeforeInstall is not rolled back: "A rollback is not possible at this point" (AppSpec 'hooks' section), and nothing is.
   * @param id the release's id
   */
  async release(id: string, work: DeploymentWork, signal: AbortSignal): Promise<void> {
    const deployment = this.create({ id, creator: "user", rollsBack: undefined });
    await runDeployment(deployment, work, signal);
    if (deployment.status !== "Failed") return;
    if (deployment.event("BeforeInstall").status === "Failed") {
      deployment.rollbackMessage = "A rollback is not possible at BeforeInstall: nothing was installed.";
      return;
    }
    const rollback = this.create({ id: newDeploymentId(), creator: "codeDeployRollback", rollsBack: deployment.id });
    deployment.rolledBackBy = rollback.id;
    await runRollback(rollback, deployment, work, signal);
  }
}
