import { InvalidArgumentError, Option, type Command } from "commander";
import { parseAlarmChange, type AlarmChange, type AlarmScript } from "./alarms/alarm-script.ts";
import { CONFIG_FORMS, parseDeploymentConfig, type DeploymentConfig } from "./codedeploy/deployment-config.ts";
import { DO_NOT_ROLL_BACK, GROUP_DEFAULTS, ROLL_BACK, type GroupSettings } from "./codedeploy/group-settings.ts";
import { blueIsGone } from "./incidents/blue-is-gone.ts";
import { blueScalesTo } from "./incidents/blue-scales-to.ts";
import type { Incident } from "./incidents/incident.ts";
import { stopOnRequest } from "./incidents/stop-on-request.ts";
import { wholeNumber } from "./whole-number.ts";
import { MOMENT_FORM, parseMoment, type Moment } from "./moment.ts";

/** What a user asked for of the deployment itself: its group, and what happens while it is under way. */
export interface DeploymentOptions {
  readonly settings: GroupSettings;
  /** The alarms that are named join those of the group. */
  readonly alarms: AlarmScript;
  readonly incidents: readonly Incident[];
}

/** What the command line has of it. */
export interface ParsedDeployment {
  readonly deploymentConfig?: DeploymentConfig;
  readonly readyWait?: number;
  readonly terminationWait?: number;
  readonly autoRollback: boolean;
  readonly alarm?: AlarmScript;
  readonly stopAt?: Moment;
  readonly blueScalesTo?: Incident;
  readonly blueGone?: Moment;
}

/** AWS's own limit for either wait, in minutes. */
const LONGEST_WAIT_MINUTES = 2880;
const MOST_TASKS = 50;
/** Of a deployment group. */
const MOST_ALARMS = 10;

export function addDeploymentOptions(command: Command): Command {
  const wait = wholeNumber(0, LONGEST_WAIT_MINUTES);
  return command
    .addOption(
      new Option(
        "--deployment-config <name>",
        "how traffic is shifted: one that AWS predefines for ECS, canary:PERCENT:MINUTES or linear:PERCENT:MINUTES",
      ).argParser(requireConfig),
    )
    .addOption(
      new Option(
        "--ready-wait <minutes>",
        "wait for ContinueDeployment before the shift, and stop without it (default: 0, shift at once)",
      ).argParser(wait),
    )
    .addOption(
      new Option("--termination-wait <minutes>", "keep blue so long after the shift (default: 5)").argParser(wait),
    )
    .option("--no-auto-rollback", "do not roll back a deployment that failed or was stopped")
    .addOption(
      new Option(
        "--alarm <NAME=STATE@MOMENT>",
        "an alarm of the deployment group becomes OK, ALARM or INSUFFICIENT_DATA; repeatable",
      ).argParser(addAlarmChange),
    )
    .addOption(new Option("--stop-at <moment>", "somebody stops the deployment").argParser(requireMoment))
    .addOption(
      new Option(
        "--blue-scales-to <N@MOMENT>",
        "service auto scaling gives blue another desired count, 1 to 50",
      ).argParser(requireScaling),
    )
    .addOption(new Option("--blue-gone <moment>", "somebody deletes blue's task set").argParser(requireMoment));
}

export function readDeploymentOptions(parsed: ParsedDeployment): DeploymentOptions {
  return {
    settings: {
      ...GROUP_DEFAULTS,
      config: parsed.deploymentConfig ?? GROUP_DEFAULTS.config,
      readyWaitMinutes: parsed.readyWait ?? GROUP_DEFAULTS.readyWaitMinutes,
      terminationWaitMinutes: parsed.terminationWait ?? GROUP_DEFAULTS.terminationWaitMinutes,
      autoRollback: parsed.autoRollback ? ROLL_BACK : DO_NOT_ROLL_BACK,
    },
    alarms: parsed.alarm ?? [],
    incidents: [
      ...(parsed.stopAt ? [stopOnRequest(parsed.stopAt)] : []),
      ...(parsed.blueScalesTo ? [parsed.blueScalesTo] : []),
      ...(parsed.blueGone ? [blueIsGone(parsed.blueGone)] : []),
    ],
  };
}

function requireConfig(text: string): DeploymentConfig {
  const config = parseDeploymentConfig(text);
  if (!config) {
    throw new InvalidArgumentError(
      `expected one of ${CONFIG_FORMS}, with 1 to 99 per cent and at most 2880 minutes from the first shift to the last`,
    );
  }
  return config;
}

function requireMoment(text: string): Moment {
  const moment = parseMoment(text);
  if (!moment) throw new InvalidArgumentError(`expected ${MOMENT_FORM}`);
  return moment;
}

function requireScaling(text: string): Incident {
  const [, number = "", when = ""] = /^(\d+)@(.+)$/.exec(text) ?? [];
  if (when === "") throw new InvalidArgumentError(`expected N@MOMENT, such as 5@AfterAllowTraffic`);
  return blueScalesTo(wholeNumber(1, MOST_TASKS)(number), requireMoment(when));
}

function addAlarmChange(text: string, before: readonly AlarmChange[] = []): AlarmScript {
  const change = parseAlarmChange(text);
  if (!change) {
    throw new InvalidArgumentError(
      `expected NAME=OK@MOMENT, NAME=ALARM@MOMENT or NAME=INSUFFICIENT_DATA@MOMENT, where MOMENT is ${MOMENT_FORM}`,
    );
  }
  const script = [...before, change];
  if (new Set(script.map(({ alarm }) => alarm)).size < MOST_ALARMS) return script;
  throw new InvalidArgumentError(`expected at most ${MOST_ALARMS} alarms, of which the rehearsal has one`);
}
