import type { Finding, KeptExpectation } from "./expectation.ts";
import type { FailedOutcome, PassedOutcome } from "./outcome.ts";
import { oneLine, printable } from "./printable.ts";
import type { Scrub } from "./scrub.ts";
import { isThenable } from "./thenable.ts";

/** What is said of an answer: all of its outcome but the time it took. */
export type Judged<Answer> =
  | Pick<PassedOutcome<Answer>, "kind" | "answer" | "findings">
  | Pick<FailedOutcome<Answer>, "kind" | "answer" | "findings" | "decisive" | "expected" | "observed" | "likelyCause">;

/** So many findings are put into one sentence. */
const MOST_NAMED = 3;

/**
 * Judges every expectation, also after one that is not met. The ones that decide without statistics are named first.
 * @param scrub strikes out of the findings what must not be shown
 */
export function judgeAnswer<Answer>(
  expectations: readonly KeptExpectation<Answer>[],
  answer: Answer,
  scrub: Scrub,
): Judged<Answer> | Promise<Judged<Answer>> {
  const findings: Finding[] = [];
  let refined = answer;
  for (const [index, expectation] of expectations.entries()) {
    const judged = judgeOne(expectation, refined);
    // Most judge at once, and a promise for each would cost every probe.
    if (isThenable(judged)) return judgeOn(expectations.slice(index), judged, findings, refined, scrub);
    if (judged.refined !== undefined) refined = judged.refined as Answer;
    findings.push(clean(judged, scrub));
  }
  return conclude(findings, refined);
}

/** Goes on from an expectation that takes its time. */
async function judgeOn<Answer>(
  expectations: readonly KeptExpectation<Answer>[],
  first: PromiseLike<Finding>,
  findings: Finding[],
  answer: Answer,
  scrub: Scrub,
): Promise<Judged<Answer>> {
  let refined = answer;
  for (const [index, expectation] of expectations.entries()) {
    const finding = await (index === 0 ? first : judgeOne(expectation, refined));
    if (finding.refined !== undefined) refined = finding.refined as Answer;
    findings.push(clean(finding, scrub));
  }
  return conclude(findings, refined);
}

function conclude<Answer>(findings: readonly Finding[], refined: Answer): Judged<Answer> {
  const unmet = findings.filter(({ met }) => !met);
  if (unmet.length === 0) return { kind: "passed", answer: refined, findings };
  const isDecisive = ({ decisive }: Finding): boolean =>
    decisive === true || (decisive === "alone" && unmet.length === 1);
  const named = [...unmet.filter(isDecisive), ...unmet.filter((finding) => !isDecisive(finding))];
  const likelyCause = named.find((finding) => finding.likelyCause !== undefined)?.likelyCause;
  return {
    kind: "failed",
    answer: refined,
    findings,
    decisive: unmet.some(isDecisive),
    expected: enumerate(named.map(({ expected }) => expected)),
    observed: enumerate(named.map(({ observed }) => observed)),
    ...(likelyCause !== undefined && { likelyCause }),
  };
}

function judgeOne<Answer>(expectation: KeptExpectation<Answer>, answer: Answer): Finding | Promise<Finding> {
  const thrown = (error: unknown): Finding => {
    const observed = `it threw: ${printable(error instanceof Error ? error.message : String(error))}`;
    return { met: false, expected: expectation.text, observed };
  };
  try {
    const judged = expectation.judge(answer);
    return isThenable(judged) ? Promise.resolve(judged).catch(thrown) : judged;
  } catch (error) {
    return thrown(error);
  }
}

/** Also what a user's own expectation says: he may have put into it what the peer sent. */
function clean(finding: Finding, scrub: Scrub): Finding {
  if (isClean(finding, scrub)) return finding;
  const said = (text: string): string => oneLine(scrub(text));
  const expected = said(finding.expected);
  const observed = said(finding.observed);
  const { refined: _, difference, likelyCause, ...rest } = finding;
  return {
    ...rest,
    expected,
    observed,
    ...(difference && { difference: difference.map(said) }),
    ...(likelyCause !== undefined && { likelyCause: said(likelyCause) }),
  };
}

/** Most are, and there are several to every probe. */
function isClean({ expected, observed, refined, difference, likelyCause }: Finding, scrub: Scrub): boolean {
  if (refined !== undefined || difference || likelyCause !== undefined) return false;
  return oneLine(scrub(expected)) === expected && oneLine(scrub(observed)) === observed;
}

function enumerate(texts: readonly string[]): string {
  const named = texts.slice(0, MOST_NAMED).join(" and ");
  return texts.length > MOST_NAMED ? `${named} and ${texts.length - MOST_NAMED} more` : named;
}
