import type { CommandInput, OperationName } from "./operations.ts";

/** The services that are called in the query protocol, whether or not they can also be called in another. */
export type QueryServiceName = "elasticloadbalancing" | "monitoring";

/** How a member is read from its text. */
export type QueryInputKind = "number" | "boolean" | "list";

/** The names, at any depth of an input, of the members of one type. */
type MembersOf<Input, Type> = Input extends readonly (infer Element)[]
  ? MembersOf<Element, Type>
  : Input extends object
    ? {
        [Member in keyof Input]-?:
          | (NonNullable<Input[Member]> extends Type ? Member : never)
          | MembersOf<NonNullable<Input[Member]>, Type>;
      }[keyof Input]
    : never;

type KindsOf<Input> = Readonly<
  Record<MembersOf<Input, number>, "number"> &
    Record<MembersOf<Input, boolean>, "boolean"> &
    Record<MembersOf<Input, readonly unknown[]>, "list">
>;

type QueryInputKinds = {
  readonly [Service in QueryServiceName]: {
    readonly [Name in OperationName<Service>]: KindsOf<CommandInput<Service, Name>>;
  };
};

/**
 * Which members of an input are not text, by service and operation: a form carries only text, and an empty list looks
 * like an empty string.
 */
export const queryInputKinds: QueryInputKinds = {
  elasticloadbalancing: {
    DescribeTargetGroups: { Names: "list", TargetGroupArns: "list", PageSize: "number" },
    DescribeTargetHealth: { Targets: "list", Include: "list", Port: "number" },
    DescribeListeners: { ListenerArns: "list", PageSize: "number" },
    DescribeRules: { RuleArns: "list", PageSize: "number" },
    DescribeLoadBalancers: { LoadBalancerArns: "list", Names: "list", PageSize: "number" },
  },
  monitoring: { DescribeAlarms: { AlarmNames: "list", AlarmTypes: "list", MaxRecords: "number" } },
};
