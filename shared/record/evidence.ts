/**
 * What was seen of green just before a hook reported `Failed`: a rollback takes it away. Every text is from AWS, from the
 * service or from its answers; it is printable, cut, and without the secrets that are known.
 */
export interface Evidence {
  /** The last to stop comes first. */
  readonly stoppedTasks: readonly StoppedTaskEvidence[];
  /** The last lines of tasks that stopped or fail; where none is known to, of some that run. */
  readonly logs: readonly LogEvidence[];
  /** Every target of green's target group as the load balancer sees it, the unhealthy ones first. */
  readonly targets: readonly TargetEvidence[];
  /** What the checks that did not pass saw of it. */
  readonly worst: readonly WorstEvidence[];
  /** What is not here, and why: a call that was refused, what came too late, what was too much. */
  readonly gaps: readonly string[];
}

export interface StoppedTaskEvidence {
  /** Its id. */
  readonly task: string;
  readonly stoppedReason: string;
  /** ISO 8601; null while it is still being stopped. */
  readonly stoppedAt: string | null;
  readonly containers: readonly {
    readonly name: string;
    /** Null where it never ran. */
    readonly exitCode: number | null;
    readonly reason?: string;
  }[];
}

export interface LogEvidence {
  readonly task: string;
  /** Why this task: it stopped, it runs and fails, or it only runs. */
  readonly because: "stopped" | "failing" | "running";
  readonly container: string;
  /** Oldest first; none where it logged nothing. */
  readonly lines: readonly string[];
}

export interface TargetEvidence {
  /** `10.0.1.7:8080` */
  readonly target: string;
  /** initial, healthy, unhealthy, unused, draining, unavailable */
  readonly state: string;
  /** The load balancer's code, and what it means. */
  readonly reason?: string;
}

export interface WorstEvidence {
  readonly check: string;
  /** The worst first. */
  readonly samples: readonly string[];
}

/** Nothing, and why. */
export function noEvidence(why: string): Evidence {
  return { stoppedTasks: [], logs: [], targets: [], worst: [], gaps: [why] };
}
