import type { BuiltFunction } from "./functions.ts";

/** `before-install            990 kB, of which a cold start loads  340 kB` */
export function describeBuild({ name, bytes, loadedBytes }: BuiltFunction): string {
  return `${name.padEnd(24)} ${kilobytes(bytes)}, of which a cold start loads ${kilobytes(loadedBytes)}`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`.padStart(7);
}
