import { newDeploymentId, type RehearsedDeployment } from "./codedeploy/deployment.ts";
import type { LifecycleEvent } from "./codedeploy/lifecycle.ts";
import type { Mark } from "./codedeploy/mark.ts";
import { createTimeline } from "./create-timeline.ts";
import { CUSTOMER_HEADER, startCustomers, type Customers, type CustomersOptions } from "./customers.ts";
import { createDeploymentClock } from "./deployment-clock.ts";
import { describeHook, describeResult } from "./describe-result.ts";
import type { AwsCall } from "./aws/dispatch.ts";
import type { AnswerRecord } from "./elb/load-balancer.ts";
import { prepareHold } from "./hold.ts";
import { HookRecorder } from "./hook-recorder.ts";
import { describeError } from "../shared/hook/describe-error.ts";
import { isHookEvent } from "../shared/deployment/lifecycle-event.ts";
import type { InvocationEnd } from "./lambda/lambda-service.ts";
import { describeMoment } from "./moment.ts";
import type { Narrator } from "./narrator.ts";
import { ObservedHooks } from "./observed-hooks.ts";
import type { RehearsalOptions } from "./options.ts";
import { RehearsalError } from "./rehearsal-error.ts";
import type { RehearsalResult } from "./result.ts";
import { setStage, type Stage, type StageObserver } from "./stage.ts";
import type { Staging } from "./staging.ts";
import { startBlue } from "./start-blue.ts";

/** Where the rehearsal runs, and who listens. */
export interface Surroundings extends Staging {
  /** What tasks inherit of the environment. */
  readonly host: Readonly<Record<string, string>>;
  /** Where the user's commands run. */
  readonly cwd: string;
  readonly narrator: Narrator;
  /** What customers ask and how often, where it is not as often as `--customers` says "/" of the sample, or the health path of another service. */
  readonly customers?: Pick<CustomersOptions, "paths" | "requestsPerSecond" | "timeoutMs">;
  /** Told of every call to the AWS endpoints. */
  readonly onCall?: (call: AwsCall) => void;
  /** Given what runs, before anything is deployed: who does something to it in the middle needs it. */
  readonly onStage?: (stage: Stage) => void;
}

/** Wall milliseconds for which customers come before the deployment begins. */
const WITHOUT_DEPLOYMENT_MS = 300;

/**
 * Rehearses one deployment from beginning to end, and takes everything down again.
 * @throws {RehearsalError} where nothing could be found out
 */
export async function rehearse(
  options: RehearsalOptions,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<RehearsalResult> {
  const { narrator } = surroundings;
  const clock = createDeploymentClock(options.timeScale);
  const recorder = new HookRecorder();
  const observed = new ObservedHooks();
  const faults: unknown[] = [];
  const incidentFaults: unknown[] = [];
  let customers: Customers | undefined;
  let stage: Stage | undefined;
  const observer: StageObserver = {
    onAnswer: (answer) => {
      if (stage && customers) recordAnswer(answer, stage, customers);
    },
    onLine: (line) => {
      recorder.addLine(line);
      observed.addLine(line);
    },
    onInvocationStart: (invocation) => {
      recorder.addStart(invocation, stage?.functions.eventOf.get(invocation.functionName) ?? "");
    },
    onInvocationEnd: (end: InvocationEnd) => {
      recorder.addEnd(end, stage?.functions.eventOf.get(end.functionName) ?? "");
    },
    onCall: (call) => surroundings.onCall?.(call),
    onFault: (fault) => faults.push(fault),
  };
  await using resources = new AsyncDisposableStack();
  stage = await setStage(options, surroundings, observer, clock, resources, signal);
  surroundings.onStage?.(stage);
  const { deployments, group, lambda, aws, healthPath } = stage;
  const { host, port } = group.loadBalancer.listeners.production;
  narrator.say(`Rehearsing with ${stage.configuration}; health check ${healthPath}`);
  await startBlue(stage, clock, signal);
  narrator.say(`Blue serves: ${options.tasks} tasks behind http://${host}:${port}; AWS endpoint ${aws.endpoint}`);

  const path = options.green === undefined ? "/" : healthPath;
  customers = startCustomers(
    { host, port, paths: [path], requestsPerSecond: options.customers, ...surroundings.customers },
    signal,
  );
  await clock.wait((WITHOUT_DEPLOYMENT_MS / 1000) * clock.scale, signal);
  const held = options.hold && (await prepareHold(options.hold, narrator, aws.endpoint));
  const id = held?.deploymentId ?? newDeploymentId();
  const startedAt = performance.now();
  narrator.say(`Deployment ${id} begins; ${clock.scale} s of deployment time a second`);
  const findObserved = (deploymentId: string, hooks: RehearsalResult["hooks"]): RehearsalResult["hooks"] => {
    return observed.among(hooks, (lifecycleEvent) => recorder.decision(deploymentId, lifecycleEvent)?.mode);
  };
  const onEvent = async (deployment: RehearsedDeployment, event: LifecycleEvent): Promise<void> => {
    const isHeld = held?.hold.lifecycleEvent === event.name;
    if (isHookEvent(event.name) && group.hooks[event.name] && event.endedAt && !isHeld)
      await recorder.settled(deployment.id, event.name);
    const hook = describeHook(deployment, event, deployments, recorder);
    narrator.event(deployment, event, hook, findObserved(deployment.id, hook ? [hook] : []).length > 0);
  };
  const scene = { group, deployments, deploymentId: id };
  const timeline = createTimeline(options, scene, clock, narrator, (fault) => incidentFaults.push(fault), signal);
  resources.defer(async () => void (await timeline.close()));
  const onMark = async ({ creator }: RehearsedDeployment, mark: Mark): Promise<void> => {
    if (mark === "ReadyWait") sayReady(id, aws.endpoint, options.settings.readyWaitMinutes, narrator);
    if (creator === "user") await timeline.reach(mark);
  };
  // A shift all at once is its event, and needs no word of its own.
  const onShift = ({ config }: RehearsedDeployment, greenPercentage: number): void => {
    if (config.routing.type !== "AllAtOnce") narrator.say(`Production traffic: ${greenPercentage} % to green`);
  };
  const caller = {
    executions: deployments.executions,
    hooks: group.hooks,
    invoke: (name: string, payload: string, abort: AbortSignal) => void lambda.invokeAsync(name, payload, abort),
    clock: stage.hookClock,
    hold: held?.hold,
  };
  await deployments.release(id, { group, caller, clock, onEvent, onMark, onShift }, signal);
  for (const { at, description } of await timeline.close()) {
    narrator.say(`Never happened, for there was no ${describeMoment(at)}: ${description}`);
  }
  const wallMs = performance.now() - startedAt;
  const counts = await customers.stop();
  if (faults.length > 0) throw new RehearsalError("The rehearsal's AWS endpoint failed", { cause: faults[0] });
  if (incidentFaults.length > 0) {
    throw new RehearsalError(`An incident could not take place: ${describeError(incidentFaults[0])}`);
  }
  const deployment = deployments.find(id);
  if (!deployment) throw new RehearsalError(`deployment ${id} is lost`);
  const result = describeResult(deployment, deployments, recorder, counts, wallMs);
  const observedHooks = findObserved(id, result.hooks);
  narrator.result(result, { rollbackMessage: deployment.rollbackMessage, observedHooks });
  return result;
}

function sayReady(id: string, endpoint: string, minutes: number, narrator: Narrator): void {
  narrator.say(`Ready to shift, and Stopped if it is not continued within ${minutes} minutes of deployment time:`);
  narrator.say(
    `  aws --endpoint-url ${endpoint} deploy continue-deployment --deployment-id ${id} --deployment-wait-type READY_WAIT`,
  );
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
