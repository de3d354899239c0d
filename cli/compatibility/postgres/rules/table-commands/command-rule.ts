import type { AlterTableCmd, AlterTableType } from "libpg-query";
import type { Harm } from "../../../harm.ts";
import type { Made } from "../../../made.ts";

/** Says what one command of an ALTER TABLE does to blue. */
export type CommandRule = (command: AlterTableCmd, table: string, made: Made) => readonly Harm[];

export type CommandRules = { readonly [T in AlterTableType]?: CommandRule };
