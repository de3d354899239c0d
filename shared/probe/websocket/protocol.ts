import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import type { WebSocketAnswer } from "./websocket-answer.ts";

/** The peer chose this subprotocol. */
export function protocol(name: string): Expectation<Pick<WebSocketAnswer, "protocol">> {
  const text = `subprotocol ${name}`;
  return {
    text,
    toJSON: () => ({ protocol: name }),
    judge: ({ protocol }) => ({
      met: protocol === name,
      expected: text,
      observed: protocol === undefined ? "no subprotocol" : `subprotocol ${printable(protocol)}`,
    }),
  };
}
