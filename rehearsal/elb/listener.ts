import { ForwardAction, type ForwardShape, type WeightedTargetGroup } from "./forward-action.ts";
import type { Stickiness } from "./stickiness.ts";
import { ListenerRule, type ListenerRuleOptions } from "./listener-rule.ts";
import type { TargetGroup } from "./target-group.ts";

/** What a listener is made of. */
export interface ListenerOptions {
  readonly arn: string;
  readonly host: string;
  /** The port that is really bound. */
  readonly port: number;
  /** Called after each change of where requests go. */
  readonly onChange: () => void;
}

/** A listener: where it is bound and where it forwards to. Until `setForward` it forwards nowhere. */
export class Listener {
  readonly arn: string;
  readonly host: string;
  readonly port: number;
  readonly #onChange: () => void;
  #action: ForwardAction | undefined;
  #rules: readonly ListenerRule[] = [];

  constructor(options: ListenerOptions) {
    this.arn = options.arn;
    this.host = options.host;
    this.port = options.port;
    this.#onChange = options.onChange;
  }

  /** The groups of the default action. */
  forward(): readonly WeightedTargetGroup[] {
    return this.#action?.groups ?? [];
  }

  /** How the default action is written. */
  get shape(): ForwardShape {
    return this.#action?.shape ?? "single";
  }

  /** That of the default action; undefined where it is not enabled. */
  get stickiness(): Stickiness | undefined {
    return this.#action?.stickiness;
  }

  /**
   * Replaces the default action, but for its stickiness; requests that are under way stay where they are.
   * @throws {ForwardActionError} for an action that AWS refuses; nothing changes then.
   */
  setForward(groups: readonly WeightedTargetGroup[], shape: ForwardShape): void {
    this.#action = new ForwardAction(groups, shape, this.stickiness);
    this.#onChange();
  }

  /** The default action's stickiness. @throws {ForwardActionError} as `setForward` does, and where there is no action. */
  setStickiness(stickiness: Stickiness | undefined): void {
    this.#action = new ForwardAction(this.forward(), this.shape, stickiness);
  }

  /** The rules before the default action, in the order in which they are tried. */
  rules(): readonly ListenerRule[] {
    return this.#rules;
  }

  /** Adds a rule, or replaces the one of the same priority. @throws {ForwardActionError} as `setForward` does. */
  setRule(options: ListenerRuleOptions): ListenerRule {
    const rule = new ListenerRule(this.arn, options);
    this.#rules = [...this.#rules.filter(({ priority }) => priority !== rule.priority), rule].toSorted(
      (left, right) => left.priority - right.priority,
    );
    this.#onChange();
    return rule;
  }

  removeRule(arn: string): void {
    this.#rules = this.#rules.filter((rule) => rule.arn !== arn);
    this.#onChange();
  }

  /** What is done with a request: the action of the first rule that fits, else the default action. */
  actionFor(requestTarget: string): ForwardAction | undefined {
    return this.#rules.find((candidate) => candidate.matches(requestTarget))?.action ?? this.#action;
  }

  /** Every group that the default action or a rule names, one of weight 0 included. */
  groupsInUse(): readonly TargetGroup[] {
    return [this.#action, ...this.#rules.map(({ action }) => action)].flatMap((action) => action?.targetGroups() ?? []);
  }
}
