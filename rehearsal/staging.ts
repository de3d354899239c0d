import type { Operations } from "./aws/operations.ts";
import type { Handlers } from "./build-handlers.ts";
import type { ReportingDelay } from "./cloudwatch/reporting-delay.ts";
import type { Alarm } from "./codedeploy/deployment-group.ts";
import type { AcceptedInvocation } from "./lambda/lambda-service.ts";

/** What a rehearsal may have otherwise than it is by itself. */
export interface Staging {
  /** The module that configures the functions in place of `hooks.config.ts` and the sample's; at the pace of the rehearsal's clocks. */
  readonly ownConfiguration?: string;
  /** The module that configures the functions as it is: its bake and its periods take their time by the clock. */
  readonly configuration?: string;
  /** Somebody else's functions in place of this suite's; at an event that has none, nothing is asked. */
  readonly handlers?: Handlers;
  /** A folder in which this suite's functions are built with `configuration` already. */
  readonly built?: string;
  /** The alarms of the deployment group; one on customers' errors where nothing is said. */
  readonly alarms?: readonly Alarm[];
  /** When metrics arrive, and which never do. */
  readonly reportingDelay?: ReportingDelay;
  /** Makes the AWS endpoints answer something else, for a situation that the rehearsal itself does not bring about. */
  readonly answerAws?: (operations: Operations) => Operations;
  /** The sample service without its database: for who asks neither its orders nor its migrations. */
  readonly withoutDatabase?: boolean;
  /** Which asynchronous invocations are accepted and then lost. */
  readonly dropInvocation?: (invocation: AcceptedInvocation) => boolean;
  /** Wall milliseconds that an invocation may last at most: on a fast clock, a bake goes over several with less. */
  readonly longestInvocationMs?: number;
}
