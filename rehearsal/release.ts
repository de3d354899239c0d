import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { MANIFEST_LABEL, MANIFEST_VARIABLE } from "../shared/migrations/manifest/manifest-location.ts";
import { ACCOUNT_ID, REGION, SERVICE } from "./account.ts";
import type { PreparedSample } from "./database/prepare-sample.ts";
import type { RehearsalTaskDefinition } from "./ecs/task-definition.ts";
import { hasFault, writeServiceFault, type Fault } from "./fault.ts";
import type { RehearsalOptions } from "./options.ts";
import { BLUE_RELEASE, GREEN_RELEASE } from "./sample-releases.ts";
import type { TaskVariable } from "./task-variable.ts";

/** Both versions of the service that is rehearsed. */
export interface Releases {
  readonly blue: RehearsalTaskDefinition;
  readonly green: RehearsalTaskDefinition;
}

const SAMPLE_FOLDER = fileURLToPath(new URL("./sample", import.meta.url));
const SERVICE_PROGRAM = "service.ts";
/** Milliseconds that the answers of both colours take, where green is to be so many times slower: half of them more, half less. */
const WORK_MS = "60";

/**
 * The task definitions of both versions.
 * @param sample the sample service as it was prepared; undefined where it has no database, and where the user's own service
 * is rehearsed
 * @param cwd where the user's own commands run
 */
export function createReleases(
  options: Pick<RehearsalOptions, "blue" | "blueEnv" | "green" | "greenEnv" | "greenFault">,
  sample: PreparedSample | undefined,
  cwd: string,
): Releases {
  const { blue = "", green, blueEnv, greenEnv } = options;
  const releases =
    green === undefined
      ? sampleReleases(options.greenFault, sample)
      : { blue: own(1, blue, cwd), green: own(2, green, cwd) };
  return { blue: withVariables(releases.blue, blueEnv), green: withVariables(releases.green, greenEnv) };
}

function withVariables(
  definition: RehearsalTaskDefinition,
  variables: readonly TaskVariable[],
): RehearsalTaskDefinition {
  return { ...definition, environment: { ...definition.environment, ...Object.fromEntries(variables) } };
}

function sampleReleases(greenFault: Fault | undefined, sample: PreparedSample | undefined): Releases {
  const { databaseUrl, manifests } = sample ?? {};
  const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  // What is slower than blue needs a blue that is not done at once.
  const work = greenFault?.kind === "slow" ? { WORK_MS } : {};
  return {
    // A manifest may be named by a label or by a variable: one each.
    blue: {
      ...sampleRelease(1, BLUE_RELEASE, undefined, { ...database, ...work }),
      ...(manifests && { dockerLabels: { [MANIFEST_LABEL]: manifests.blue } }),
    },
    green: sampleRelease(2, GREEN_RELEASE, greenFault, {
      ...database,
      ...work,
      ...(manifests && { [MANIFEST_VARIABLE]: manifests.green }),
    }),
  };
}

function sampleRelease(
  revision: number,
  release: string,
  fault: Fault | undefined,
  environment: Readonly<Record<string, string>>,
): RehearsalTaskDefinition {
  const command = (ordinal: number): readonly string[] => {
    // The image's tag is green's; what it holds is blue's code.
    const own = hasFault(fault, ordinal) ? fault : undefined;
    const code = own?.kind === "wrong-version" ? BLUE_RELEASE : release;
    const options = writeServiceFault(own);
    return [
      process.execPath,
      SERVICE_PROGRAM,
      "--release",
      code,
      ...(options === undefined ? [] : ["--fault", options]),
    ];
  };
  return define(revision, {
    image: `${SERVICE}:${release}`,
    cwd: SAMPLE_FOLDER,
    command,
    environment: { RELEASE: release, ...environment },
  });
}

function own(revision: number, command: string, cwd: string): RehearsalTaskDefinition {
  return define(revision, { image: `own:${revision}`, cwd, command: () => command, environment: {} });
}

interface Parts {
  readonly image: string;
  readonly cwd: string;
  readonly command: (ordinal: number) => string | readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

function define(revision: number, { image, cwd, command, environment }: Parts): RehearsalTaskDefinition {
  const digest = `sha256:${createHash("sha256")
    .update(`${image} ${String(command(0))}`)
    .digest("hex")}`;
  return {
    arn: `arn:aws:ecs:${REGION}:${ACCOUNT_ID}:task-definition/${SERVICE}:${revision}`,
    family: SERVICE,
    revision,
    containerName: "web",
    containerPort: 8080,
    image: { name: image, digest, cwd, command },
    environment,
    dockerLabels: {},
  };
}
