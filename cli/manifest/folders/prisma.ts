import { createHash } from "node:crypto";
import { compareText } from "../../../shared/migrations/history/compare-text.ts";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError } from "../migration-folder-error.ts";
import type { MigrationFolder } from "../migration-folder.ts";

const LOCK = "migration_lock.toml";
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const PROVIDERS = { postgres: ["postgresql", "cockroachdb"], mysql: ["mysql"] } as const;

/** Prisma Migrate up to 7: a folder for each migration, in the order of their names. The checksum is the SHA-256 of the file. */
export const prismaFolder: MigrationFolder = {
  tool: "prisma",
  expects: "the folder prisma/migrations, with a folder in it for each migration",
  async read(path, engine, signal) {
    const files = await listFiles(
      path,
      {
        wanted: (file) => file === LOCK || /^[^/]+\/migration\.sql$/.test(file),
        enters: (folder) => /^[^./][^/]*$/.test(folder),
      },
      signal,
    );
    const provider = /^provider\s*=\s*"([^"]*)"/m.exec(files.find((file) => file.path === LOCK)?.text ?? "")?.[1];
    const providers: readonly string[] = PROVIDERS[engine];
    if (provider !== undefined && !providers.includes(provider)) {
      const problem = `expected the provider ${providers.join(" or ")}, found ${JSON.stringify(provider)}`;
      throw new MigrationFolderError(path, [{ file: LOCK, problem }]);
    }
    return files
      .filter((file) => file.path !== LOCK)
      .map(({ path: file, text }) => {
        const source = cutPart(text);
        const checksum = digest(text);
        // prisma/prisma-engines@48784dc4, checksum.rs: a checkout on another system may have other ends of lines.
        const others = [text.replaceAll("\r\n", "\n"), text.replaceAll(/(?<!\r)\n/g, "\r\n")].map(digest);
        const otherChecksums = [...new Set(others)].filter((each) => each !== checksum);
        return {
          id: file.slice(0, file.indexOf("/")),
          checksum,
          ...(otherChecksums.length > 0 && { otherChecksums }),
          file,
          source,
          sql: [source],
        };
      })
      .toSorted((one, other) => compareText(one.id, other.id));
  },
};
