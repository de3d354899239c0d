import type { DeploymentClock } from "../deployment-clock.ts";
import type { HealthCheckSettings } from "./health-check.ts";
import { parseMatcher } from "./matcher.ts";
import { RegisteredTarget, type Target, type Watch } from "./registered-target.ts";

/** What a target group is made of. */
export interface TargetGroupOptions {
  readonly name: string;
  readonly arn: string;
  /** The port that the group names as its default; each target has its own. */
  readonly port: number;
  readonly healthCheck: HealthCheckSettings;
  readonly clock: DeploymentClock;
  /** Deployment seconds for which a new target stays `Elb.RegistrationInProgress`; default 5. */
  readonly registrationSeconds?: number;
  /** Deployment seconds for which a deregistered target stays `draining`; default 30. */
  readonly deregistrationSeconds?: number;
}

/**
 * A target group of IP addresses. Its targets are checked only while a listener or a rule names it, with whatever weight:
 * otherwise "the target group is not used in a listener rule" and its targets are `unused` (Health checks for your target groups).
 */
export class TargetGroup {
  readonly name: string;
  readonly arn: string;
  readonly port: number;
  readonly protocol = "HTTP";
  readonly healthCheck: HealthCheckSettings;
  readonly #watch: Watch;
  readonly #targets = new Map<string, RegisteredTarget>();
  #inUse = false;
  #closed = false;
  #turn = 0;

  /** @throws {MatcherError} when the health check's matcher cannot be read. */
  constructor(options: TargetGroupOptions) {
    this.name = options.name;
    this.arn = options.arn;
    this.port = options.port;
    this.healthCheck = options.healthCheck;
    this.#watch = {
      settings: options.healthCheck,
      matches: parseMatcher(options.healthCheck.matcher),
      clock: options.clock,
      registrationSeconds: options.registrationSeconds ?? 5,
      deregistrationSeconds: options.deregistrationSeconds ?? 30,
    };
  }

  /** Deployment seconds for which a deregistered target drains. */
  get deregistrationSeconds(): number {
    return this.#watch.deregistrationSeconds;
  }

  /** Whether some listener or rule names it. */
  get inUse(): boolean {
    return this.#inUse;
  }

  /** Adds a target, or takes back one that is draining; one that is registered already stays as it is. */
  register(address: Omit<Target, "health">): void {
    if (this.#closed) {
      throw new Error(`target group ${this.name} is closed and takes no targets`);
    }
    const key = keyOf(address.id, address.port);
    const known = this.#targets.get(key);
    if (known !== undefined && known.health.state !== "draining") {
      return;
    }
    const target = known ?? new RegisteredTarget(address, this.#watch);
    this.#targets.set(key, target);
    this.#settle(target);
  }

  /** Drains a target and removes it after the deregistration delay; an unknown or draining one stays as it is. */
  deregister(id: string, port: number): void {
    const key = keyOf(id, port);
    const target = this.#targets.get(key);
    if (target === undefined || target.health.state === "draining") {
      return;
    }
    target.drain(() => this.#targets.delete(key));
  }

  /** From now on every health check of the target times out; an unknown one stays as it is. */
  failChecks(id: string, port: number): void {
    this.#targets.get(keyOf(id, port))?.failChecks();
  }

  /** All targets in the order of their registration, draining ones included. */
  targets(): readonly Target[] {
    return [...this.#targets.values()].map((target) => target.describe());
  }

  /** Starts health checks afresh or stops them; no effect when nothing changes. Draining targets go on draining. */
  setInUse(inUse: boolean): void {
    if (this.#closed || inUse === this.#inUse) {
      return;
    }
    this.#inUse = inUse;
    for (const target of this.#targets.values()) {
      if (target.health.state !== "draining") {
        this.#settle(target);
      }
    }
  }

  /**
   * The target for the next request: healthy ones in turn; when none is healthy, all that are registered (the load
   * balancer fails open); undefined when none is registered.
   */
  chooseTarget(): Target | undefined {
    const registered = this.targets().filter(({ health }) => health.state !== "draining");
    const healthy = registered.filter(({ health }) => health.state === "healthy");
    const eligible = healthy.length > 0 ? healthy : registered;
    const chosen = eligible[this.#turn % Math.max(1, eligible.length)];
    this.#turn += 1;
    return chosen;
  }

  /** Stops everything; resolves when no check and no timer is left. Targets stay listed as they were. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#targets.values()].map(async (target) => await target.close()));
  }

  #settle(target: RegisteredTarget): void {
    if (this.#inUse) {
      target.enterUse();
    } else {
      target.leaveUse();
    }
  }
}

function keyOf(id: string, port: number): string {
  return `${id}:${port}`;
}
