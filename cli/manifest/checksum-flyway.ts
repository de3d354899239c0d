import { crc32 } from "node:zlib";

/** Flyway's checksum of a file: CRC-32 of its lines without their ends, as a signed number (flyway/flyway@c5e20fc77, ChecksumCalculator.java). */
export function checksumFlyway(text: string): number {
  let checksum = 0;
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) checksum = crc32(line, checksum);
  return checksum | 0;
}
