import type { Size } from "./http-request.ts";

const UNITS = { KiB: 1024, MiB: 1024 * 1024 } as const;

/**
 * Bytes.
 * @throws {RangeError} for what is no positive size
 */
export function bytes(size: Size): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(KiB|MiB)?$/u.exec(String(size)) ?? [];
  const parsed = Math.round(Number(amount) * (unit === "KiB" || unit === "MiB" ? UNITS[unit] : 1));
  if (!(parsed > 0)) throw new RangeError(`expected a size such as 4096, "16KiB" or "1MiB", received ${String(size)}`);
  return parsed;
}

/** `16 KiB` */
export function describeSize(size: number): string {
  if (size >= UNITS.MiB) return `${Number((size / UNITS.MiB).toFixed(1))} MiB`;
  return size >= UNITS.KiB ? `${Number((size / UNITS.KiB).toFixed(1))} KiB` : `${size} bytes`;
}
