import { ACCOUNT_ID, REGION } from "../account.ts";
import { AwsError } from "../aws/aws-error.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { FunctionLog, FunctionLogStream } from "../lambda/function-log.ts";

/** Where the tasks of the rehearsal log to, in the way of the awslogs driver. */
export const LOG_GROUP = "/ecs/rehearsal";
export const LOG_PREFIX = "rehearsal";

/** A log group, as it is now. */
export interface LogGroup {
  readonly name: string;
  readonly streams: () => readonly FunctionLogStream[];
}

/** Which group is wanted: by one of the two. */
export interface WantedGroup {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** The tasks' log group. The driver makes a stream when the container starts, whether or not it ever writes. */
export function taskLogGroup(cluster: Cluster): LogGroup {
  return {
    name: LOG_GROUP,
    streams: () =>
      cluster
        .allTasks()
        .filter(({ hasRun }) => hasRun)
        .map(({ id, options, log, lostLines }) => {
          return { name: `${LOG_PREFIX}/${options.definition.containerName}/${id}`, log, lostLines };
        }),
  };
}

/** The log groups of functions, which `serverless.yml` makes before any function runs. */
export function functionLogGroups(logs: ReadonlyMap<string, FunctionLog>): readonly LogGroup[] {
  return [...logs].map(([name, log]) => ({ name: `/aws/lambda/${name}`, streams: () => log.streams() }));
}

/** @throws {AwsError} where none is named, or two are, or there is none of the name */
export function findLogGroup(groups: readonly LogGroup[], { logGroupName, logGroupIdentifier }: WantedGroup): LogGroup {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new AwsError(
      "InvalidParameterException",
      "You must include either logGroupIdentifier or logGroupName, but not both.",
    );
  }
  const found = groups.find(({ name }) => {
    const arn = `arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:${name}`;
    return logGroupName === name || logGroupIdentifier === name || logGroupIdentifier === arn;
  });
  if (!found) throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
  return found;
}
