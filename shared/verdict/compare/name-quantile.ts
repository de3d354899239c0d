/** `p99` of 0.99: the name of its stream. */
export function nameQuantile(share: number): string {
  return `p${Number((share * 100).toPrecision(6))}`;
}
