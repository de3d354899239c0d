/** What can be wrong with green in a rehearsal of the sample service. */
export type Fault = ServiceFault | { readonly kind: MigrationFault };

/** What its tasks do wrong: all of them, or the first of each task set alone. */
export type ServiceFault = {
  /** Written `one-task:FAULT`. */
  readonly oneTask?: true;
} & (
  | {
      readonly kind: RatedFault;
      readonly rate: number;
      /** Asked for this path alone; undefined for any. */
      readonly path?: string;
    }
  | { readonly kind: CountedFault; readonly count: number; readonly path: string }
  | { readonly kind: "latency"; readonly milliseconds: number }
  /** Answers take so many times as long as blue's, which take some time, too. */
  | { readonly kind: "slow"; readonly factor: number }
  | { readonly kind: "crash-after"; readonly seconds: number }
  | { readonly kind: PlainFault }
);

/** What befalls so many of the requests. */
const RATED_FAULTS = [
  "error-rate",
  "hang-rate",
  "reset-rate",
  "malformed-rate",
  "truncated-rate",
  "empty-rate",
] as const;
export type RatedFault = (typeof RATED_FAULTS)[number];

/** What so many requests for a path bring about: a second, or in all, of one task. */
const COUNTED_FAULTS = ["overload", "leak", "crash-on"] as const;
export type CountedFault = (typeof COUNTED_FAULTS)[number];

const PLAIN_FAULTS = ["dead-task", "refuse", "crash", "wrong-version", "unhealthy"] as const;
type PlainFault = (typeof PLAIN_FAULTS)[number];

const MIGRATION_FAULTS = ["pending-migration", "failed-migration", "contract-migration"] as const;

/** What can be wrong with green's migrations. */
export type MigrationFault = (typeof MIGRATION_FAULTS)[number];

const ONE_TASK = "one-task:";

/** How every fault is written, for a message. */
export const FAULT_FORMS = [
  ...RATED_FAULTS.map((kind) => `${kind}=RATE[@PATH]`),
  "latency=NUMBERms",
  "slow=NUMBERx",
  "crash-after=NUMBERs",
  ...COUNTED_FAULTS.map((kind) => `${kind}=NUMBER@PATH`),
  ...PLAIN_FAULTS,
  ...MIGRATION_FAULTS,
  `or one of the tasks' behind ${ONE_TASK} (RATE 0..1)`,
].join(", ");

export function isMigrationFault(kind: Fault["kind"]): kind is MigrationFault {
  return MIGRATION_FAULTS.some((each) => each === kind);
}

/** `error-rate=0.05`, `hang-rate=1@/checkout`, `one-task:unhealthy` …; undefined where `text` is no fault. */
export function parseFault(text: string): Fault | undefined {
  if (text.startsWith(ONE_TASK)) {
    const fault = parseServiceFault(text.slice(ONE_TASK.length));
    return fault && { ...fault, oneTask: true };
  }
  const migration = MIGRATION_FAULTS.find((name) => name === text);
  return migration ? { kind: migration } : parseServiceFault(text);
}

function parseServiceFault(text: string): ServiceFault | undefined {
  const plain = PLAIN_FAULTS.find((name) => name === text);
  if (plain) return { kind: plain };
  const [, name, digits, unit = "", path] = /^([a-z-]+)=(\d*\.?\d+)(ms|x|s)?(?:@(\/[\w/-]*))?$/.exec(text) ?? [];
  const number = Number(digits);
  const rated = RATED_FAULTS.find((kind) => kind === name);
  if (rated && unit === "" && number > 0 && number <= 1) {
    return { kind: rated, rate: number, ...(path !== undefined && { path }) };
  }
  const counted = COUNTED_FAULTS.find((kind) => kind === name);
  if (counted && unit === "" && Number.isInteger(number) && path !== undefined) {
    return { kind: counted, count: number, path };
  }
  if (path !== undefined) return undefined;
  switch (`${name}=${unit}`) {
    case "latency=ms":
      return Number.isInteger(number) && number > 0 ? { kind: "latency", milliseconds: number } : undefined;
    case "slow=x":
      return number > 1 ? { kind: "slow", factor: number } : undefined;
    case "crash-after=s":
      return { kind: "crash-after", seconds: number };
    default:
      return undefined;
  }
}

/** The fault as the sample service takes it with `--fault`; undefined for what its code does not do itself. */
export function writeServiceFault(fault: Fault | undefined): string | undefined {
  switch (fault?.kind) {
    case undefined:
    case "wrong-version":
    case "pending-migration":
    case "failed-migration":
    case "contract-migration":
      return undefined;
    case "latency":
      return `latency=${fault.milliseconds}`;
    case "slow":
      return `slow=${fault.factor}`;
    case "crash-after":
      return `crash-after=${fault.seconds}`;
    case "dead-task":
      return "dead";
    case "refuse":
    case "crash":
    case "unhealthy":
      return fault.kind;
    case "overload":
    case "leak":
    case "crash-on":
      return `${fault.kind}=${fault.count}@${fault.path}`;
    case "error-rate":
    case "hang-rate":
    case "reset-rate":
    case "malformed-rate":
    case "truncated-rate":
    case "empty-rate":
      return `${fault.kind}=${fault.rate}${fault.path === undefined ? "" : `@${fault.path}`}`;
    default:
      return fault satisfies never;
  }
}

/** Whether the task of a task set with this number, from 0, has the fault. */
export function hasFault(fault: Fault | undefined, ordinal: number): boolean {
  const isOneTask =
    fault !== undefined && (fault.kind === "dead-task" || ("oneTask" in fault && fault.oneTask === true));
  return fault !== undefined && (!isOneTask || ordinal === 0);
}
