import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { findLogGroup, type LogGroup } from "./log-groups.ts";
import { readLogEvents } from "./read-log-events.ts";

/**
 * CloudWatch Logs: what tasks and functions wrote. A line can be read as soon as it is written.
 * @param groups asked for at every call: functions come after the endpoint that they call
 */
export function logsOperations(groups: () => readonly LogGroup[]): ServiceOperations<"logs"> {
  return {
    FilterLogEvents: (input) => filterLogEvents(findLogGroup(groups(), input).streams(), input),
    GetLogEvents: ({ logGroupName, logGroupIdentifier, logStreamName, ...wanted }) => {
      const group = findLogGroup(groups(), { logGroupName, logGroupIdentifier });
      const stream = group.streams().find(({ name }) => name === logStreamName);
      if (!stream) throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
      return readLogEvents(stream, wanted);
    },
  };
}
