import type { Harm } from "../harm.ts";
import type { Made } from "../made.ts";
import type { AstNode } from "./ast.ts";

/** Says what a statement does to blue, and notes in `made` what it makes; no harm is `expand`. */
export type MysqlRule = (statement: AstNode, made: Made) => readonly Harm[];
