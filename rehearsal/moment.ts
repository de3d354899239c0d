import { MARKS, type Mark } from "./codedeploy/mark.ts";

/** When something happens in a rehearsal: so long after a mark of the release's course. It never does where that is not reached. */
export interface Moment {
  readonly mark: Mark;
  /** Deployment seconds. At 0, it has happened before anything else does at the mark: before a hook is called, for one. */
  readonly afterSeconds: number;
}

/** How a moment is written, for a message. */
export const MOMENT_FORM = `MARK or MARK+NUMBERs or MARK+NUMBERm, with one of the marks ${MARKS.join(", ")}`;

/** @param afterSeconds of deployment time */
export function momentAt(mark: Mark, afterSeconds = 0): Moment {
  return { mark, afterSeconds };
}

/** `AfterAllowTraffic`, `AllowTraffic+90s`, `TerminationWait+2m`; undefined where `text` is no moment. */
export function parseMoment(text: string): Moment | undefined {
  const [, name, number = "0", unit] = /^([A-Za-z]+)(?:\+(\d{1,6})([sm]))?$/.exec(text) ?? [];
  const mark = MARKS.find((each) => each === name);
  return mark && { mark, afterSeconds: Number(number) * (unit === "m" ? 60 : 1) };
}

/** As `parseMoment` reads it. */
export function describeMoment({ mark, afterSeconds }: Moment): string {
  return afterSeconds === 0 ? mark : `${mark}+${afterSeconds}s`;
}
