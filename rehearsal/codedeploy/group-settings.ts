import type { DeploymentConfig } from "./deployment-config.ts";
import { ALL_AT_ONCE } from "./deployment-config.ts";
import type { AutoRollbackEvent } from "./deployment-failure.ts";

/** What whoever makes a deployment group decides, beside what it deploys. */
export interface GroupSettings {
  readonly config: DeploymentConfig;
  /** Deployment minutes that the shift waits for ContinueDeployment; 0 for CONTINUE_DEPLOYMENT. */
  readonly readyWaitMinutes: number;
  /** Deployment minutes that blue is kept after the shift. */
  readonly terminationWaitMinutes: number;
  readonly autoRollback: { readonly enabled: boolean; readonly events: readonly AutoRollbackEvent[] };
  readonly alarmConfiguration: {
    /** Whether an alarm stops a deployment. */
    readonly enabled: boolean;
    /** Whether a deployment goes on where the alarms' states cannot be read. */
    readonly ignorePollAlarmFailure: boolean;
  };
}

const ALL_EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"] as const;

/** Every end but success is rolled back. */
export const ROLL_BACK: GroupSettings["autoRollback"] = { enabled: true, events: ALL_EVENTS };

export const DO_NOT_ROLL_BACK: GroupSettings["autoRollback"] = { enabled: false, events: [] };

/** The group of a careful team, but for its termination wait, which is short. */
export const GROUP_DEFAULTS: GroupSettings = {
  config: ALL_AT_ONCE,
  readyWaitMinutes: 0,
  terminationWaitMinutes: 5,
  autoRollback: ROLL_BACK,
  alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false },
};
