/** What can be wrong with green in a rehearsal of the sample service. */
export type Fault =
  | {
      readonly kind: "error-rate";
      readonly rate: number;
      /** Asked for this path alone; undefined for any. */
      readonly path?: string;
    }
  | { readonly kind: "latency"; readonly milliseconds: number }
  /** Answers take so many times as long as blue's, which take some time, too. */
  | { readonly kind: "slow"; readonly factor: number }
  | { readonly kind: "dead-task" }
  | { readonly kind: "refuse" }
  | { readonly kind: "crash" }
  | { readonly kind: "wrong-version" }
  | { readonly kind: "unhealthy" }
  | { readonly kind: MigrationFault };

const MIGRATION_FAULTS = ["pending-migration", "failed-migration", "contract-migration"] as const;
const PLAIN = ["dead-task", "refuse", "crash", "wrong-version", "unhealthy", ...MIGRATION_FAULTS] as const;

/** What can be wrong with green's migrations. */
export type MigrationFault = (typeof MIGRATION_FAULTS)[number];

/** How every fault is written, for a message. */
export const FAULT_FORMS = ["error-rate=RATE[@PATH] (0..1)", "latency=NUMBERms", "slow=NUMBERx", ...PLAIN].join(", ");

export function isMigrationFault(kind: Fault["kind"]): kind is MigrationFault {
  return MIGRATION_FAULTS.some((each) => each === kind);
}

/** `error-rate=0.05`, `error-rate=0.02@/checkout`, `latency=800ms`, `dead-task` …; undefined where `text` is no fault. */
export function parseFault(text: string): Fault | undefined {
  const plain = PLAIN.find((name) => name === text);
  if (plain) return { kind: plain };
  const [, rate, path] = /^error-rate=(\d*\.?\d+)(?:@(\/[\w/-]*))?$/.exec(text) ?? [];
  if (rate !== undefined && Number(rate) > 0 && Number(rate) <= 1) {
    return { kind: "error-rate", rate: Number(rate), ...(path !== undefined && { path }) };
  }
  const [, milliseconds] = /^latency=(\d+)ms$/.exec(text) ?? [];
  if (milliseconds !== undefined && Number(milliseconds) > 0)
    return { kind: "latency", milliseconds: Number(milliseconds) };
  const [, factor] = /^slow=(\d*\.?\d+)x$/.exec(text) ?? [];
  if (factor !== undefined && Number(factor) > 1) return { kind: "slow", factor: Number(factor) };
  return undefined;
}
