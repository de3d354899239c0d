import { cutPart } from "./cut-part.ts";
import type { FolderMigration } from "./migration-folder.ts";
import type { FolderFile } from "./read-file.ts";

/** A migration that is code: nobody knows its SQL before it runs. */
export const codeMigration = (id: string, { path, text }: FolderFile): FolderMigration => ({
  id,
  file: path,
  source: cutPart(text),
  sql: undefined,
});
