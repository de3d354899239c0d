import { readFile } from "node:fs/promises";
import type { HookEvent } from "../shared/deployment/lifecycle-event.ts";
import type { RehearsedDeployment } from "./codedeploy/deployment.ts";
import { newDeploymentId } from "./codedeploy/deployment.ts";
import type { Hold } from "./codedeploy/run-hook.ts";
import { CUSTOMER_HEADER, startCustomers, type Customers } from "./customers.ts";
import { createDeploymentClock, type DeploymentClock } from "./deployment-clock.ts";
import { describeHook, describeResult } from "./describe-result.ts";
import type { AnswerRecord } from "./elb/load-balancer.ts";
import { HookRecorder } from "./hook-recorder.ts";
import type { Narrator } from "./narrator.ts";
import type { RehearsalOptions } from "./options.ts";
import { RehearsalError } from "./rehearsal-error.ts";
import type { RehearsalResult } from "./result.ts";
import { setStage, type Stage } from "./stage.ts";

/** Where the rehearsal runs. */
export interface Surroundings {
  /** What tasks inherit of the environment. */
  readonly host: Readonly<Record<string, string>>;
  /** Where the user's commands run. */
  readonly cwd: string;
}

const BLUE_START_LIMIT_MS = 60_000;
const WITHOUT_DEPLOYMENT_MS = 300;

/**
 * Rehearses one deployment from beginning to end, and takes everything down again.
 * @throws {RehearsalError} where nothing could be found out
 */
export async function rehearse(
  options: RehearsalOptions,
  surroundings: Surroundings,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<RehearsalResult> {
  const clock = createDeploymentClock(options.timeScale);
  const recorder = new HookRecorder();
  const faults: unknown[] = [];
  let customers: Customers | undefined;
  let stage: Stage | undefined;
  const observer = {
    onAnswer: (answer: AnswerRecord) => stage && customers && recordAnswer(answer, stage, customers),
    onLine: recorder.addLine.bind(recorder),
    onInvocationEnd: (end: Parameters<HookRecorder["addEnd"]>[0]) => {
      recorder.addEnd(end, stage?.functions.eventOf.get(end.functionName) ?? "");
    },
    onCall: () => undefined,
    onFault: (fault: unknown) => void faults.push(fault),
  };
  await using resources = new AsyncDisposableStack();
  stage = await setStage(options, surroundings, observer, clock, resources, signal);
  const { deployments, group } = stage;
  const { production } = group.loadBalancer.listeners;
  narrator.say(
    `Rehearsing with ${stage.configuration}; health check ${stage.healthPath}; ${clock.scale} s of deployment time a second`,
  );
  await startBlue(stage, clock, signal);
  narrator.say(
    `Blue serves: ${options.tasks} tasks behind http://${production.host}:${production.port}; AWS endpoint ${stage.aws.endpoint}`,
  );

  customers = startCustomers(
    { host: production.host, port: production.port, path: options.green === undefined ? "/" : stage.healthPath },
    signal,
  );
  await clock.wait((WITHOUT_DEPLOYMENT_MS / 1000) * clock.scale, signal);
  const hold = options.hold && (await prepareHold(options.hold, narrator, stage));
  const id = hold?.deploymentId ?? newDeploymentId();
  const startedAt = performance.now();
  narrator.say(`Deployment ${id} begins (CodeDeployDefault.ECSAllAtOnce)`);
  const { lambda } = stage;
  const onEvent = (deployment: RehearsedDeployment, event: Parameters<Narrator["event"]>[1]): void => {
    narrator.event(deployment, event, describeHook(deployment, event, deployments, recorder));
  };
  const caller = {
    executions: deployments.executions,
    hooks: group.hooks,
    invoke: (name: string, payload: string, abort: AbortSignal) => void lambda.invokeAsync(name, payload, abort),
    clock,
    hold: hold?.hold,
  };
  await deployments.release(id, { group, caller, clock, onEvent }, signal);
  const wallMs = performance.now() - startedAt;
  const counts = await customers.stop();
  if (faults.length > 0) throw new RehearsalError("The rehearsal's AWS endpoint failed", { cause: faults[0] });
  const deployment = deployments.find(id);
  if (!deployment) throw new RehearsalError(`deployment ${id} is lost`);
  const result = describeResult(deployment, deployments, recorder, counts, wallMs);
  narrator.result(result, deployment.rollbackMessage);
  return result;
}

/** The load balancer's own record says who answered a customer. */
function recordAnswer(
  { headers, targetGroup, targetStatus, status }: AnswerRecord,
  { group }: Stage,
  customers: Customers,
): void {
  const customer = headers[CUSTOMER_HEADER];
  if (typeof customer !== "string" || targetStatus === undefined) return;
  customers.recordAnswer(Number(customer), targetGroup === group.targetGroups.green ? "green" : "blue", status);
}

/** The service as it was before: blue's tasks, healthy, behind both listeners. */
async function startBlue({ group }: Stage, clock: DeploymentClock, signal: AbortSignal): Promise<void> {
  const { blue } = group.targetGroups;
  const { production, test } = group.loadBalancer.listeners;
  production.setForward([{ targetGroup: blue, weight: 1 }], "single");
  test.setForward([{ targetGroup: blue, weight: 1 }], "single");
  const taskSet = group.cluster.createTaskSet({
    externalId: undefined,
    definition: group.definitions.blue,
    desiredCount: group.desiredCount,
    targetGroup: blue,
  });
  taskSet.status = "PRIMARY";
  const giveUpAt = performance.now() + BLUE_START_LIMIT_MS;
  const isServing = (): boolean => {
    const healthy = blue.targets().filter(({ health }) => health.state === "healthy");
    return taskSet.isSteady && healthy.length === group.desiredCount;
  };
  while (!isServing()) {
    if (performance.now() > giveUpAt) throw new RehearsalError(describeBlue(blue.targets(), taskSet.tasks));
    await clock.wait(5, signal);
  }
}

function describeBlue(
  targets: ReturnType<Stage["group"]["targetGroups"]["blue"]["targets"]>,
  tasks: Stage["group"]["cluster"]["taskSets"][number]["tasks"],
): string {
  const health = targets.map(
    ({ id, port, health: { state, description } }) => `${id}:${port} ${state} (${description ?? ""})`,
  );
  const log = tasks.flatMap((task) => task.log.slice(-2)).map(({ message }) => message);
  return `Blue did not become healthy in ${BLUE_START_LIMIT_MS / 1000} s: ${health.join(", ")}. Its tasks wrote: ${log.join(" | ") || "nothing"}`;
}

/** The sample events carry the ids of a held rehearsal: it takes them from there. */
async function prepareHold(
  lifecycleEvent: HookEvent,
  narrator: Narrator,
  { aws }: Stage,
): Promise<{ readonly deploymentId: string; readonly hold: Hold }> {
  const file = `events/${lifecycleEvent.replaceAll(/(?<!^)[A-Z]/g, "-$&").toLowerCase()}.json`;
  const text = await readFile(new URL(`../${file}`, import.meta.url), "utf8");
  const event: { DeploymentId: string; LifecycleEventHookExecutionId: string } = JSON.parse(text);
  const key = `${lifecycleEvent.charAt(0).toLowerCase()}${lifecycleEvent.slice(1)}`;
  const onHeld = (): void => {
    narrator.say(`${lifecycleEvent} is held: its function is not called. Report for it with`);
    narrator.say(`  AWS_ENDPOINT_URL=${aws.endpoint} npx serverless invoke local -f ${key} -p ${file}`);
  };
  return {
    deploymentId: event.DeploymentId,
    hold: { lifecycleEvent, executionId: event.LifecycleEventHookExecutionId, onHeld },
  };
}
