import { LONGEST_STICKINESS_SECONDS, readStuckGroup, type Stickiness } from "./stickiness.ts";
import type { TargetGroup } from "./target-group.ts";
import { WeightedRoundRobin } from "./weighted-round-robin.ts";

/** One target group of a forward action with its share of the requests (0 to 999). */
export interface WeightedTargetGroup {
  readonly targetGroup: TargetGroup;
  readonly weight: number;
}

/** How an action is written: with one `TargetGroupArn`, or by `ForwardConfig` alone. */
export type ForwardShape = "single" | "weighted";

/** A forward action that an Application Load Balancer refuses. */
export class ForwardActionError extends Error {
  override readonly name = "ForwardActionError";
}

const MOST_GROUPS = 5;
const HIGHEST_WEIGHT = 999;

/** Where a listener or a rule sends its requests. Never changes; what changes is replaced. */
export class ForwardAction {
  readonly groups: readonly WeightedTargetGroup[];
  readonly shape: ForwardShape;
  /** Undefined where it is not enabled. */
  readonly stickiness: Stickiness | undefined;
  readonly #turns: WeightedRoundRobin<WeightedTargetGroup>;

  /** @throws {ForwardActionError} with the limit of AWS that the groups or their weights break. */
  constructor(groups: readonly WeightedTargetGroup[], shape: ForwardShape, stickiness?: Stickiness) {
    assertAccepted(groups, shape);
    if (stickiness) assertDuration(stickiness.durationSeconds);
    this.groups = [...groups];
    this.shape = shape;
    this.stickiness = stickiness;
    this.#turns = new WeightedRoundRobin(this.groups);
  }

  /**
   * The group for the next request, by weight and not by health, and before that by the cookie of a sticky action; undefined
   * when all weights are 0.
   * @param cookies the request's `cookie` header
   */
  chooseTargetGroup(cookies?: string): TargetGroup | undefined {
    const stuck = this.stickiness && readStuckGroup(cookies, this.targetGroups());
    return stuck ?? this.#turns.next()?.targetGroup;
  }

  /** The groups that it names, whatever their weight. */
  targetGroups(): readonly TargetGroup[] {
    return this.groups.map(({ targetGroup }) => targetGroup);
  }
}

function assertDuration(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_STICKINESS_SECONDS) return;
  throw new ForwardActionError(
    `the stickiness lasts ${seconds} s, not a whole number from 1 to ${LONGEST_STICKINESS_SECONDS}`,
  );
}

function assertAccepted(groups: readonly WeightedTargetGroup[], shape: ForwardShape): void {
  if (groups.length === 0 || groups.length > MOST_GROUPS) {
    throw new ForwardActionError(`a forward action names 1 to ${MOST_GROUPS} target groups, not ${groups.length}`);
  }
  if (shape === "single" && groups.length !== 1) {
    throw new ForwardActionError(`an action with one TargetGroupArn cannot name ${groups.length} target groups`);
  }
  if (new Set(groups.map(({ targetGroup }) => targetGroup)).size !== groups.length) {
    throw new ForwardActionError("a forward action names the same target group twice");
  }
  for (const { targetGroup, weight } of groups) {
    if (!Number.isInteger(weight) || weight < 0 || weight > HIGHEST_WEIGHT) {
      throw new ForwardActionError(
        `the weight of ${targetGroup.name} is ${weight}, not a whole number from 0 to ${HIGHEST_WEIGHT}`,
      );
    }
  }
}
