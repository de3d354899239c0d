import { ACCOUNT_ID, REGION } from "../account.ts";
import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";
import { readLogEvents } from "./read-log-events.ts";

/** Where the tasks of the rehearsal log to, in the way of the awslogs driver. */
export const LOG_GROUP = "/ecs/rehearsal";
export const LOG_PREFIX = "rehearsal";

const LOG_GROUP_ARN = `arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:${LOG_GROUP}`;

/** CloudWatch Logs: what the tasks wrote. */
export function logsOperations(cluster: Cluster): ServiceOperations<"logs"> {
  return {
    GetLogEvents: ({ logGroupName, logGroupIdentifier, logStreamName, ...wanted }) => {
      if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
        throw new AwsError(
          "InvalidParameterException",
          "You must include either logGroupIdentifier or logGroupName, but not both.",
        );
      }
      if (logGroupName !== LOG_GROUP && logGroupIdentifier !== LOG_GROUP && logGroupIdentifier !== LOG_GROUP_ARN)
        throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
      const task = cluster.allTasks().find(({ id, options }) => {
        return logStreamName === `${LOG_PREFIX}/${options.definition.containerName}/${id}`;
      });
      // The driver makes the stream when the container starts, whether or not it ever writes.
      if (!task?.hasRun) {
        throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
      }
      return readLogEvents(task, wanted);
    },
  };
}
