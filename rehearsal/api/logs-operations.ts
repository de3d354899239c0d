import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import type { Cluster } from "../ecs/cluster.ts";

/** Where the tasks of the rehearsal log to, in the way of the awslogs driver. */
export const LOG_GROUP = "/ecs/rehearsal";
export const LOG_PREFIX = "rehearsal";

/** CloudWatch Logs: what the tasks wrote. */
export function logsOperations(cluster: Cluster): ServiceOperations<"logs"> {
  return {
    GetLogEvents: ({ logGroupName, logStreamName, limit = 10_000, startFromHead = false }) => {
      if (logGroupName !== LOG_GROUP)
        throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
      const task = cluster.allTasks().find(({ id, options }) => {
        return logStreamName === `${LOG_PREFIX}/${options.definition.containerName}/${id}`;
      });
      // A stream begins with its first line.
      if (!task || task.log.length === 0) {
        throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
      }
      return { events: startFromHead ? task.log.slice(0, limit) : task.log.slice(-limit) };
    },
  };
}
