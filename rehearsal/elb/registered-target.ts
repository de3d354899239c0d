import type { DeploymentClock } from "../deployment-clock.ts";
import { checkTarget, type HealthCheckSettings } from "./health-check.ts";
import { type HealthStanding, judgeCheck, UNJUDGED } from "./health-standing.ts";
import type { Matcher } from "./matcher.ts";
import {
  DEREGISTRATION_IN_PROGRESS,
  NOT_IN_USE,
  REGISTRATION_IN_PROGRESS,
  TIMED_OUT,
  type TargetHealth,
} from "./target-health.ts";

/** A target as DescribeTargetHealth lists it. */
export interface Target {
  /** IP address: the target type of a service on AWS Fargate. */
  readonly id: string;
  readonly port: number;
  readonly availabilityZone: string;
  readonly health: TargetHealth;
}

/** What every target of one group is watched with. */
export interface Watch {
  readonly settings: HealthCheckSettings;
  readonly matches: Matcher;
  readonly clock: DeploymentClock;
  /** Deployment seconds for which a new target stays `Elb.RegistrationInProgress`. */
  readonly registrationSeconds: number;
  /** Deployment seconds for which a deregistered target stays `draining`. */
  readonly deregistrationSeconds: number;
}

/** One target of a group, with the loop that watches or drains it. At most one loop runs at a time. */
export class RegisteredTarget {
  readonly address: Omit<Target, "health">;
  readonly #watch: Watch;
  readonly #loops = new Set<Promise<void>>();
  #standing: HealthStanding = { ...UNJUDGED, health: NOT_IN_USE };
  #current = new AbortController();
  #failsChecks = false;

  constructor(address: Omit<Target, "health">, watch: Watch) {
    this.address = address;
    this.#watch = watch;
  }

  get health(): TargetHealth {
    return this.#standing.health;
  }

  describe(): Target {
    return { ...this.address, health: this.health };
  }

  /** From now on every health check times out, whatever the target does. */
  failChecks(): void {
    this.#failsChecks = true;
  }

  /** Starts over at `initial`, whatever the target was. */
  enterUse(): void {
    this.#replaceLoop(REGISTRATION_IN_PROGRESS, async (signal) => await this.#checkForEver(signal));
  }

  leaveUse(): void {
    this.#replaceLoop(NOT_IN_USE);
  }

  /** Takes no new requests from now on; calls `onDrained` when the deregistration delay is over. */
  drain(onDrained: () => void): void {
    this.#replaceLoop(DEREGISTRATION_IN_PROGRESS, async (signal) => {
      await this.#watch.clock.wait(this.#watch.deregistrationSeconds, signal);
      onDrained();
    });
  }

  /** Ends the loop; resolves when nothing of it is open any more. */
  async close(): Promise<void> {
    this.#current.abort();
    await Promise.all(this.#loops);
  }

  #replaceLoop(health: TargetHealth, run?: (signal: AbortSignal) => Promise<void>): void {
    this.#current.abort();
    this.#current = new AbortController();
    this.#standing = { ...UNJUDGED, health };
    if (run === undefined) {
      return;
    }
    const { signal } = this.#current;
    const loop = run(signal)
      .catch((error: unknown) => {
        if (!signal.aborted) {
          throw error;
        }
      })
      .finally(() => this.#loops.delete(loop));
    this.#loops.add(loop);
  }

  async #checkForEver(signal: AbortSignal): Promise<void> {
    const { clock, settings, matches, registrationSeconds } = this.#watch;
    await clock.wait(registrationSeconds, signal);
    this.#standing = UNJUDGED;
    while (!signal.aborted) {
      const startedAt = performance.now();
      const outcome = this.#failsChecks
        ? ({ ok: false, health: TIMED_OUT } as const)
        : await checkTarget(this.address, settings, matches, signal);
      this.#standing = judgeCheck(this.#standing, outcome, settings);
      // A slow answer does not postpone the next check, but checks of one target never overlap.
      const spentSeconds = ((performance.now() - startedAt) / 1000) * clock.scale;
      await clock.wait(Math.max(0, settings.intervalSeconds - spentSeconds), signal);
    }
  }
}
