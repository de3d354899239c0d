/** How the production traffic goes from blue to green. Percentages are whole numbers of all requests, intervals minutes. */
export type TrafficRouting =
  | { readonly type: "AllAtOnce" }
  | { readonly type: "TimeBasedCanary"; readonly percentage: number; readonly intervalMinutes: number }
  | { readonly type: "TimeBasedLinear"; readonly percentage: number; readonly intervalMinutes: number };

/** A deployment configuration of the ECS compute platform. */
export interface DeploymentConfig {
  readonly name: string;
  readonly routing: TrafficRouting;
}

/** One shift of traffic: what green has from now on, and the minutes since the shift before it. */
export interface TrafficShift {
  readonly afterMinutes: number;
  readonly greenPercentage: number;
}

/** What every deployment has that is not told otherwise, and every rollback, whatever its group says (observed on AWS). */
export const ALL_AT_ONCE: DeploymentConfig = {
  name: "CodeDeployDefault.ECSAllAtOnce",
  routing: { type: "AllAtOnce" },
};

/** All that AWS predefines for ECS ("Working with deployment configurations in CodeDeploy"). */
export const PREDEFINED_CONFIGS: readonly DeploymentConfig[] = [
  ALL_AT_ONCE,
  linear("CodeDeployDefault.ECSLinear10PercentEvery1Minutes", 10, 1),
  linear("CodeDeployDefault.ECSLinear10PercentEvery3Minutes", 10, 3),
  canary("CodeDeployDefault.ECSCanary10Percent5Minutes", 10, 5),
  canary("CodeDeployDefault.ECSCanary10Percent15Minutes", 10, 15),
];

/** The most minutes from the first shift to the last ("CodeDeploy limits"). */
export const LONGEST_SHIFT_MINUTES = 2880;

/** How a configuration is named, for a message. */
export const CONFIG_FORMS = [
  ...PREDEFINED_CONFIGS.map(({ name }) => name),
  "canary:PERCENT:MINUTES",
  "linear:PERCENT:MINUTES",
].join(", ");

/**
 * A predefined configuration by its name, or one of the user's own: `canary:25:10`, `linear:20:2`. Undefined where `text` is
 * neither, a percentage is not 1 to 99, or the shifts would take longer than CodeDeploy allows.
 */
export function parseDeploymentConfig(text: string): DeploymentConfig | undefined {
  const predefined = PREDEFINED_CONFIGS.find(({ name }) => name === text);
  if (predefined) return predefined;
  const [, kind, percent, minutes] = /^(canary|linear):([1-9]\d?):([1-9]\d{0,3})$/.exec(text) ?? [];
  if (kind === undefined) return undefined;
  const config =
    kind === "canary"
      ? canary(`Canary${percent}Percent${minutes}Minutes`, Number(percent), Number(minutes))
      : linear(`Linear${percent}PercentEvery${minutes}Minutes`, Number(percent), Number(minutes));
  const total = trafficShifts(config).reduce((sum, { afterMinutes }) => sum + afterMinutes, 0);
  return total <= LONGEST_SHIFT_MINUTES ? config : undefined;
}

/** The shifts of a deployment in their order; the first is due at once, and the last gives green everything. */
export function trafficShifts({ routing }: DeploymentConfig): readonly TrafficShift[] {
  switch (routing.type) {
    case "AllAtOnce":
      return [{ afterMinutes: 0, greenPercentage: 100 }];
    case "TimeBasedCanary":
      return [
        { afterMinutes: 0, greenPercentage: routing.percentage },
        { afterMinutes: routing.intervalMinutes, greenPercentage: 100 },
      ];
    case "TimeBasedLinear":
      return Array.from({ length: Math.ceil(100 / routing.percentage) }, (_, index) => ({
        afterMinutes: index === 0 ? 0 : routing.intervalMinutes,
        greenPercentage: Math.min(100, (index + 1) * routing.percentage),
      }));
    default:
      return routing satisfies never;
  }
}

function canary(name: string, percentage: number, intervalMinutes: number): DeploymentConfig {
  return { name, routing: { type: "TimeBasedCanary", percentage, intervalMinutes } };
}

function linear(name: string, percentage: number, intervalMinutes: number): DeploymentConfig {
  return { name, routing: { type: "TimeBasedLinear", percentage, intervalMinutes } };
}
