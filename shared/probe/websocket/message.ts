import type { Expectation } from "../expectation.ts";
import { describeMessage, matchMessage, type MessageMatcher } from "./message-match.ts";
import type { WebSocketAnswer } from "./websocket-answer.ts";

type Messages = Pick<WebSocketAnswer, "messages" | "binaryMessages">;

/** One of the messages that came until the script had ended is such. */
export function message(matcher: MessageMatcher): Expectation<Messages> {
  const { text, record, secrets, accepts } = matchMessage(matcher);
  return {
    text,
    secrets,
    toJSON: () => ({ message: record }),
    judge: async ({ messages, binaryMessages }) => {
      for (const each of [...messages, ...binaryMessages]) {
        if (await accepts(each)) return { met: true, expected: text, observed: text };
      }
      const last = messages.at(-1) ?? binaryMessages.at(-1);
      const count = messages.length + binaryMessages.length;
      const observed = last === undefined ? "no message" : `${count} other messages, such as ${describeMessage(last)}`;
      return { met: false, expected: text, observed };
    },
  };
}
