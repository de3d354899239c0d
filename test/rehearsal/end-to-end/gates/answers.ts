import type { Operations } from "../../../../rehearsal/aws/operations.ts";

/** Changes what the AWS endpoints answer, in one of a situation's ways. */
export type Answers = (operations: Operations) => Operations;

/** `settings` in place of those of the deployment and of its group. */
export function settings(changed: Readonly<Record<string, unknown>>): Answers {
  return (operations) => {
    const { GetDeployment, GetDeploymentGroup } = operations.codedeploy ?? {};
    const codedeploy = {
      ...operations.codedeploy,
      ...(GetDeployment && {
        GetDeployment: after(GetDeployment, ({ deploymentInfo }) => ({
          deploymentInfo: { ...deploymentInfo, ...changed },
        })),
      }),
      ...(GetDeploymentGroup && {
        GetDeploymentGroup: after(GetDeploymentGroup, ({ deploymentGroupInfo }) => ({
          deploymentGroupInfo: { ...deploymentGroupInfo, ...changed },
        })),
      }),
    };
    return { ...operations, codedeploy };
  };
}

/** The group's alarms fire from BeforeAllowTraffic on: at BeforeInstall they did not. */
export const alarmsFire: Answers = (operations) => {
  const { DescribeAlarms } = operations.monitoring ?? {};
  if (!DescribeAlarms) return operations;
  const fire: typeof DescribeAlarms = async (input, caller, signal) => {
    const answer = await DescribeAlarms(input, caller, signal);
    if (caller === "anonymous" || caller.accessKeyId !== "beforeAllowTraffic") return answer;
    const MetricAlarms = answer.MetricAlarms?.map((alarm) => {
      return { ...alarm, StateValue: "ALARM" as const, StateReason: "5xx above 10" };
    });
    return { ...answer, MetricAlarms };
  };
  return { ...operations, monitoring: { ...operations.monitoring, DescribeAlarms: fire } };
};

/** Blue runs two tasks more than green by the time that it is looked at again. */
export const blueScaledOut: Answers = (operations) => {
  const { DescribeServices } = operations.ecs ?? {};
  if (!DescribeServices) return operations;
  const scaled = after(DescribeServices, ({ services = [] }) => ({
    services: services.map((service) => ({
      ...service,
      taskSets: service.taskSets?.map((taskSet) => {
        const isBlue = taskSet.externalId === undefined;
        return isBlue ? { ...taskSet, runningCount: (taskSet.runningCount ?? 0) + 2 } : taskSet;
      }),
    })),
  }));
  return { ...operations, ecs: { ...operations.ecs, DescribeServices: scaled } };
};

/** Cookies of a target group, and of the forward actions of both listeners. */
export const sticky: Answers = (operations) => {
  const { DescribeTargetGroupAttributes, DescribeListeners } = operations.elasticloadbalancing ?? {};
  if (!DescribeTargetGroupAttributes || !DescribeListeners) return operations;
  const elasticloadbalancing = {
    ...operations.elasticloadbalancing,
    DescribeTargetGroupAttributes: after(DescribeTargetGroupAttributes, ({ Attributes = [] }) => ({
      Attributes: Attributes.map((each) => (each.Key === "stickiness.enabled" ? { ...each, Value: "true" } : each)),
    })),
    DescribeListeners: after(DescribeListeners, ({ Listeners = [] }) => ({
      Listeners: Listeners.map((listener) => ({
        ...listener,
        DefaultActions: listener.DefaultActions?.map((action) => ({
          ...action,
          ForwardConfig: {
            ...action.ForwardConfig,
            TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 3600 },
          },
        })),
      })),
    })),
  };
  return { ...operations, elasticloadbalancing };
};

/** `handler`, and then `change` of what it answered. */
function after<Asked extends readonly unknown[], Answer>(
  handler: (...asked: Asked) => Answer | Promise<Answer>,
  change: (answer: Answer) => Answer,
): (...asked: Asked) => Promise<Answer> {
  return async (...asked) => change(await handler(...asked));
}
