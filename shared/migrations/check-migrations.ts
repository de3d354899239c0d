import { READERS } from "./history/readers.ts";
import type { History } from "./history/history.ts";
import { isThere } from "./history/is-there.ts";
import type { Manifest } from "./manifest/manifest.ts";
import { judgeCompatibility, type BlueManifest } from "./verdict/judge-compatibility.ts";
import { judgeHistory } from "./verdict/judge-history.ts";
import type { MigrationFinding, Standing } from "./verdict/migration-finding.ts";
import type { MigrationPolicies } from "./verdict/policies.ts";

/** What was seen: a history, which is compared with green's manifest; or what a tool's own command made of it. */
export type Observation =
  | { readonly kind: "history"; readonly expected: Manifest; readonly history: History }
  | { readonly kind: "status"; readonly finding: MigrationFinding };

/** Looks once. Rejects where it cannot look. */
export type ObserveMigrations = (signal: AbortSignal) => Promise<Observation>;

export interface MigrationQuestion {
  /** Undefined where green carries none: then only a tool's own command can say what is pending. */
  readonly green: Manifest | undefined;
  readonly blue: BlueManifest;
  readonly observe: ObserveMigrations;
  readonly policies: MigrationPolicies;
  /** Milliseconds that a run which is not over, or a lock, is waited for. */
  readonly waitMs: number;
}

/** Time, as the check has it. */
export interface MigrationClock {
  readonly now: () => Date;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface MigrationVerdict {
  /** `unclear` where nobody could tell. */
  readonly outcome: "passed" | "failed" | "unclear";
  readonly findings: readonly MigrationFinding[];
  /** What decided; or, where nothing did, all that was found. */
  readonly reason: string;
}

const BETWEEN_LOOKS_MS = 2_000;

/** Where these are all that fails, the migrations are only not applied yet. */
const NOT_YET: ReadonlySet<Standing> = new Set(["pending"]);

/**
 * Are green's migrations applied, and does blue survive what green adds? Looks again while a run of the tool is not over.
 * Rejects with what `observe` rejects with.
 */
export async function checkMigrations(
  question: MigrationQuestion,
  clock: MigrationClock,
  signal: AbortSignal,
): Promise<MigrationVerdict> {
  const startedAt = clock.now().getTime();
  for (;;) {
    const findings = await look(question, clock, signal);
    const waited = clock.now().getTime() - startedAt;
    const isOver = !findings.some(({ effect }) => effect === "wait");
    if (isOver || waited + BETWEEN_LOOKS_MS > question.waitMs) return decide(findings, waited);
    try {
      await clock.pause(BETWEEN_LOOKS_MS, signal);
    } catch {
      // Time is up: what was seen is said, not that it was.
      return decide(findings, waited);
    }
  }
}

async function look(
  { green, observe, policies, blue: known }: MigrationQuestion,
  clock: MigrationClock,
  signal: AbortSignal,
): Promise<readonly MigrationFinding[]> {
  const observation = await observe(signal);
  if (observation.kind === "status") {
    return [observation.finding, ...judgeCompatibility({ green, blue: known, policies })];
  }
  const { expected, history } = observation;
  const blue = "problem" in known ? undefined : known;
  const reader = READERS[expected.tool];
  const applied = new Set(history.entries.filter(isThere).map(({ id }) => id));
  return [
    ...judgeHistory({ expected, blue, observed: history, reader, policies, now: clock.now() }),
    ...judgeCompatibility({ green, blue: known, policies, applied }),
  ];
}

function decide(findings: readonly MigrationFinding[], waitedMs: number): MigrationVerdict {
  const failing = findings.filter(isFailing);
  const unclear = findings.filter(({ effect }) => effect === "unclear");
  if (failing.length > 0) {
    const waited = failing.some(({ effect }) => effect === "wait")
      ? ` It was looked at for ${Math.round(waitedMs / 1000)} s, and did not end.`
      : "";
    return { outcome: "failed", findings, reason: `${say(failing)}${waited}` };
  }
  if (unclear.length > 0) return { outcome: "unclear", findings, reason: say(unclear) };
  return { outcome: "passed", findings, reason: findings.map(describe).join(" ") };
}

function isFailing({ effect }: MigrationFinding): boolean {
  return effect === "fail" || effect === "wait";
}

function say(findings: readonly MigrationFinding[]): string {
  return findings.map(({ sentence }) => sentence).join(" ");
}

function describe({ effect, sentence }: MigrationFinding): string {
  return effect === "warn" ? `Warning: ${sentence}` : sentence;
}

/** Whether a verdict that failed is one of migrations that have only not been applied yet. */
export function isOnlyPending({ outcome, findings }: MigrationVerdict): boolean {
  return outcome === "failed" && findings.filter(isFailing).every(({ standing }) => NOT_YET.has(standing));
}
