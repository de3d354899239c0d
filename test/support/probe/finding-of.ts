import type { Expectation, Finding } from "../../../shared/probe/expectation.ts";

/** What an expectation finds in an answer, in one line. */
export async function findingOf<Answer>(expectation: Expectation<Answer>, answer: Answer): Promise<string> {
  return sayFinding(await expectation.judge(answer));
}

export function sayFinding({ met, decisive = false, expected, observed }: Finding): string {
  if (met) return `met: ${observed}`;
  const prefix = decisive === false ? "" : `decisive${decisive === "alone" ? " alone" : ""}: `;
  return `${prefix}expected ${expected}, observed ${observed}`;
}
