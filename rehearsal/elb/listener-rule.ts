import { deriveRuleArn } from "./elb-arn.ts";
import { ForwardAction, type ForwardShape, type WeightedTargetGroup } from "./forward-action.ts";
import { matchesPathPattern } from "./path-pattern.ts";

/** What a rule is made of; its ARN follows from its listener and its priority. */
export interface ListenerRuleOptions {
  /** Rules are tried from the lowest number to the highest. */
  readonly priority: number;
  readonly pathPattern: string;
  readonly forward: readonly WeightedTargetGroup[];
  readonly shape: ForwardShape;
}

/** A rule of a listener with one path condition and one forward action. Never changes; what changes is replaced. */
export class ListenerRule {
  readonly arn: string;
  readonly priority: number;
  readonly pathPattern: string;
  readonly action: ForwardAction;

  constructor(listenerArn: string, options: ListenerRuleOptions) {
    this.arn = deriveRuleArn(listenerArn, options.priority);
    this.priority = options.priority;
    this.pathPattern = options.pathPattern;
    this.action = new ForwardAction(options.forward, options.shape);
  }

  get forward(): readonly WeightedTargetGroup[] {
    return this.action.groups;
  }

  get shape(): ForwardShape {
    return this.action.shape;
  }

  matches(requestTarget: string): boolean {
    return matchesPathPattern(this.pathPattern, requestTarget);
  }
}
