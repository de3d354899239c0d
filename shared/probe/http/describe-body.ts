import { printable } from "../printable.ts";
import type { HttpAnswer } from "./http-answer.ts";

/** Whether the body is compressed with something that the probe does not accept: nobody can read it then. */
export function isUndecoded({ encoding, text, size }: HttpAnswer): boolean {
  return encoding !== undefined && text === "" && size > 0;
}

/** A body as it is shown to a person: `"ready\n"`, `no body`. */
export function describeBody(answer: HttpAnswer): string {
  if (isUndecoded(answer)) {
    return `a body compressed with ${printable(answer.encoding ?? "")}, which the probe does not accept`;
  }
  return answer.text === "" ? "no body" : `"${printable(answer.text)}"`;
}
