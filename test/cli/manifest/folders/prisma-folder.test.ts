import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { prismaFolder } from "../../../../cli/manifest/folders/prisma.ts";
import { writeProject } from "../../../support/migrations/write-project.ts";

const LF = "SELECT 1;\nSELECT 2;\n";
const CRLF = "SELECT 1;\r\nSELECT 2;\r\n";
const digest = (text: string) => createHash("sha256").update(text).digest("hex");

test.for([
  ["LF", LF, [CRLF]],
  ["CRLF", CRLF, [LF]],
  ["both", "SELECT 1;\r\nSELECT 2;\n", [LF, CRLF]],
  ["none", "SELECT 1;", []],
] as const)(
  "a file with %s at the ends of its lines is known by the checksums of its other forms, too",
  async (row, { signal }) => {
    const [, text, others] = row;
    await using project = await writeProject({ path: "migrations", files: { "1_init/migration.sql": text } });
    const [migration] = await prismaFolder.read(project.path, "postgres", signal);
    expect([migration?.checksum, migration?.otherChecksums ?? []]).toEqual([digest(text), others.map(digest)]);
  },
);
