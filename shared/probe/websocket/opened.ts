import type { Expectation, Finding } from "../expectation.ts";
import { printable } from "../printable.ts";
import { describeAwaited, recordStep, type Step } from "./script.ts";
import type { StatusRange } from "../http/status.ts";
import { parseStatusCodes } from "../status-codes.ts";
import type { WebSocketAnswer } from "./websocket-answer.ts";

const SWITCHING_PROTOCOLS = 101;

/** Says itself what shall become of the upgrade. */
export interface UpgradeStatus extends Expectation<WebSocketAnswer> {
  readonly judgesUpgrade: true;
}

/**
 * The upgrade is answered with one of these: 101 where it succeeds.
 * @throws {RangeError} for what is no status from 100 to 599
 */
export function upgradeStatus(codes: number | StatusRange): UpgradeStatus {
  const parsed = parseStatusCodes(String(codes));
  const text = `status ${parsed.text}`;
  return {
    judgesUpgrade: true,
    text,
    toJSON: () => ({ status: parsed.text }),
    judge: (answer) => judgeStatus(answer, text, parsed.includes(answer.status)),
  };
}

/** What every WebSocket is expected to do: to open, and to follow the script. */
export function opened(script: readonly Step[]): Expectation<WebSocketAnswer> {
  const awaited = script.filter((step) => step.does !== "send").map(describeAwaited);
  const status = `status ${SWITCHING_PROTOCOLS}`;
  const text = [status, ...awaited].join(", then ");
  return {
    text,
    toJSON: () => ({ status: SWITCHING_PROTOCOLS, script: script.map(recordStep) }),
    judge: (answer) => {
      const finding = judgeStatus(answer, status, answer.status === SWITCHING_PROTOCOLS);
      if (!finding.met) return finding;
      return answer.unmet ? { met: false, ...answer.unmet } : { met: true, expected: text, observed: text };
    },
  };
}

function judgeStatus(answer: WebSocketAnswer, expected: string, met: boolean): Finding {
  return { met, expected, observed: `status ${answer.status}${hint(answer)}` };
}

function hint({ text }: WebSocketAnswer): string {
  const beginning = text.trim();
  return beginning === "" || beginning.startsWith("<") ? "" : ` (${printable(beginning)})`;
}
