import { globSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** One import statement, or one `import()`. */
export interface Import {
  /** Relative to the repository for a file, `shared/probe/http.ts`; else as it is written, `node:fs`. */
  readonly target: string;
  readonly isFile: boolean;
  readonly typesOnly: boolean;
}

export interface SourceFile {
  /** Relative to the repository: `shared/probe/http.ts`. */
  readonly path: string;
  /** Without its comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const STATEMENT =
  /^(?:import|export)\s+(type\s)?[^;"]*?from\s+"([^"]+)"|^import\s+()"([^"]+)"|\bimport\(()"([^"]+)"\)/gm;

/** The TypeScript files that the globs name, in alphabetical order. */
export function readSourceFiles(...globs: readonly string[]): readonly SourceFile[] {
  return globs
    .flatMap((glob) => globSync(glob, { cwd: ROOT }))
    .toSorted()
    .map((file) => {
      const code = withoutComments(readFileSync(path.join(ROOT, file), "utf8"));
      return { path: file, code, imports: importsOf(file, code) };
    });
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

function importsOf(file: string, code: string): readonly Import[] {
  return [...code.matchAll(STATEMENT)].map(([, type, from, , unassigned, , dynamic]) => {
    const written = from ?? unassigned ?? dynamic ?? "";
    const isFile = written.startsWith(".");
    const target = isFile ? path.posix.join(path.posix.dirname(file), written) : written;
    return { target, isFile, typesOnly: type !== undefined };
  });
}
