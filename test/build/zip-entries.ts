import { readFile } from "node:fs/promises";

/** The names of the files in a ZIP archive: its central directory, and no more of the format than that takes. */
export async function readZipEntries(file: string): Promise<readonly string[]> {
  const zip = await readFile(file);
  const end = zip.lastIndexOf("PK\x05\x06");
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
