import { get } from "../shared/probe/http/http-probe.ts";
import { runProbe } from "../shared/probe/run-probe.ts";

/** Which side of the deployment gave an answer. */
export type Side = "blue" | "green";

/** What happened to the customers' requests. */
export interface CustomerCounts {
  /** Requests sent. */
  readonly requests: number;
  /** Requests that the blue side answered, with whatever status. */
  readonly answeredByBlue: number;
  /** Requests that the green side answered, with whatever status. */
  readonly answeredByGreen: number;
  /**
   * Requests that failed in the customer's eyes: a status of 500 or above, a broken answer, or none in time. An error that
   * green gave counts here and in `answeredByGreen`; one that the load balancer gave counts here alone.
   */
  readonly errors: number;
}

/** Where customers go and how often; times are wall time, never scaled. */
export interface CustomersOptions {
  readonly host: string;
  readonly port: number;
  /** Asked in turn; default "/" alone. */
  readonly paths?: readonly [string, ...(readonly string[])];
  /** Default 50; 0 for no customers at all. */
  readonly requestsPerSecond?: number;
  /** Milliseconds for the whole of one answer; default 5,000. */
  readonly timeoutMs?: number;
}

/** A stream of customers that is under way. */
export interface Customers {
  /**
   * Says which side answered the request with this number (its header `x-rehearsal-customer`). To be called for answers
   * that a target itself gave, not for those that the load balancer gave in its place; only the first call for a number
   * counts, and a `status` of 460 (the customer had left) does not.
   */
  recordAnswer(customerNumber: number, side: Side, status: number): void;
  /** The counts so far. */
  counts(): CustomerCounts;
  /** Sends no more, waits for the requests in flight (their time-out at most), and returns the final counts. */
  stop(): Promise<CustomerCounts>;
}

/** The header that carries a customer's number, from 1. */
export const CUSTOMER_HEADER = "x-rehearsal-customer";

const CLIENT_CLOSED_REQUEST = 460;

/**
 * Starts a steady stream of GET requests at the production listener, each on a connection of its own. The model is open:
 * no request waits for an earlier one, so a slow service meets as many customers as a fast one.
 * @param signal ends the stream at once; requests in flight are abandoned, and count in `requests` alone.
 */
export function startCustomers(options: CustomersOptions, signal: AbortSignal): Customers {
  const { host, port, paths = ["/"], requestsPerSecond = 50, timeoutMs = 5000 } = options;
  const startedAt = performance.now();
  const inFlight = new Set<Promise<void>>();
  const sides = new Map<number, Side>();
  let requests = 0;
  let errors = 0;
  let timer: NodeJS.Timeout | undefined;

  const send = async (customerNumber: number): Promise<void> => {
    const served = await visit(customerNumber, { host, port, paths, requestsPerSecond, timeoutMs }, signal);
    if (!served && !signal.aborted) {
      errors += 1;
    }
  };
  const sendDue = (): void => {
    // Counted from the start, so that a late timer delays a request but never loses one.
    while ((requests * 1000) / requestsPerSecond <= performance.now() - startedAt) {
      requests += 1;
      const visiting = send(requests).finally(() => inFlight.delete(visiting));
      inFlight.add(visiting);
    }
    timer = setTimeout(sendDue, Math.max(0, startedAt + (requests * 1000) / requestsPerSecond - performance.now()));
  };
  const sendNoMore = (): void => clearTimeout(timer);
  const countSide = (side: Side): number => [...sides.values()].filter((answered) => answered === side).length;
  const counts = (): CustomerCounts => ({
    requests,
    answeredByBlue: countSide("blue"),
    answeredByGreen: countSide("green"),
    errors,
  });

  if (!signal.aborted && requestsPerSecond > 0) {
    signal.addEventListener("abort", sendNoMore, { once: true });
    sendDue();
  }
  return {
    recordAnswer: (customerNumber, side, status) => {
      if (status !== CLIENT_CLOSED_REQUEST && !sides.has(customerNumber)) {
        sides.set(customerNumber, side);
      }
    },
    counts,
    stop: async () => {
      sendNoMore();
      signal.removeEventListener("abort", sendNoMore);
      await Promise.all(inFlight);
      return counts();
    },
  };
}

/** Whether one request got a whole answer below 500 in time. Never rejects. */
async function visit(
  customerNumber: number,
  options: Required<CustomersOptions>,
  signal: AbortSignal,
): Promise<boolean> {
  const { host, port, paths, timeoutMs } = options;
  const path = paths[(customerNumber - 1) % paths.length] ?? paths[0];
  const headers = { [CUSTOMER_HEADER]: String(customerNumber) };
  const probe = get(path, { headers, timeout: `${timeoutMs}ms` }).expect("100-499");
  try {
    const outcome = await runProbe(probe, { address: host, port, label: "the production listener" }, signal);
    return outcome.kind === "passed";
  } catch {
    return false;
  }
}
