import { compareVersionNumbers } from "../../../shared/migrations/history/compare-version-numbers.ts";
import { cutPart } from "../cut-part.ts";
import { fileName } from "../file-name.ts";
import { listFiles } from "../list-files.ts";
import type { MigrationFolder } from "../migration-folder.ts";
import { sipHash13 } from "../sip-hash-13.ts";

/** `file_re_sql` and `file_re_mod` of rust-db/refinery@04541f91, refinery_core/src/util.rs: `\w` of Rust is of all scripts. */
const MIGRATION = /^[UV](\d{1,19})__([\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+)\.(sql|rs)$/u;
const MAX_32_BITS = 0x7fff_ffffn;

/** refinery: `V1__name.sql` and, in no order with the others, `U1__name.sql`; `.rs` where Rust makes the SQL. */
export const refineryFolder: MigrationFolder = {
  tool: "refinery",
  expects: "the folder of V*__*.sql files",
  async read(path, _engine, signal) {
    const wanted = (file: string): boolean => MIGRATION.test(fileName(file));
    const files = await listFiles(path, { wanted, enters: () => true }, signal);
    const parsed = files.map((file) => {
      const [, version = "0", name = "", kind] = MIGRATION.exec(fileName(file.path)) ?? [];
      return { ...file, version: BigInt(version), name, isSql: kind === "sql" };
    });
    // Rust's type of a version is 32 bits wide, unless the project chose 64, as it must for such a one.
    const isWide = parsed.some(({ version }) => version > MAX_32_BITS);
    return parsed
      .map(({ path: file, text, version, name, isSql }) => ({
        id: version.toString(),
        file,
        source: cutPart(text),
        sql: isSql ? [cutPart(text)] : undefined,
        ...(isSql && { checksum: checksum(name, version, text, isWide).toString() }),
      }))
      .toSorted((a, b) => compareVersionNumbers(a.id, b.id));
  },
};

/** What Rust's `Hash` feeds of a text is its bytes and 255: refinery_core/src/migration.rs of rust-db/refinery@64f456a2. */
function checksum(name: string, version: bigint, sql: string, isWide: boolean): bigint {
  const number = Buffer.alloc(isWide ? 8 : 4);
  if (isWide) number.writeBigInt64LE(version);
  else number.writeInt32LE(Number(version));
  return sipHash13(Buffer.concat([Buffer.from(name), Buffer.of(255), number, Buffer.from(sql), Buffer.of(255)]));
}
