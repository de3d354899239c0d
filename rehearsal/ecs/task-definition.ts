/** A task definition of the rehearsal: one container, whose image stands for a command to run. */
export interface RehearsalTaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly containerName: string;
  readonly containerPort: number;
  readonly image: Image;
  readonly environment: Readonly<Record<string, string>>;
  readonly dockerLabels: Readonly<Record<string, string>>;
}

/** What stands for a container image. */
export interface Image {
  /** `shop:1.1.0` */
  readonly name: string;
  /** `sha256:…`: what was really pulled. */
  readonly digest: string;
  readonly cwd: string;
  /** What each task runs; `ordinal` counts the tasks of a task set from 0, so that one of them can be given a fault. */
  readonly command: (ordinal: number) => string | readonly string[];
}
