/**
 * `due` without the periods at its end of which there is nothing and that may still come, where at least `atLeast` of the others are
 * whole. For the last look: nobody will ask for them again, and they are late, not lost. A gap between two periods stays one.
 */
export function withoutLate(
  due: readonly number[],
  late: readonly number[],
  isThere: (start: number) => boolean,
  atLeast: number,
): readonly number[] {
  const kept = due.slice(0, 1 + due.findLastIndex((start) => isThere(start) || !late.includes(start)));
  return kept.filter(isThere).length >= atLeast ? kept : due;
}
