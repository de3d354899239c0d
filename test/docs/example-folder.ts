import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../repository/source-files.ts";
import type { Example } from "./read-examples.ts";

/** Of the folders that git ignores: what is in it finds the packages and the sources of the repository. */
const IGNORED = path.join(ROOT, ".vitest");

/** Examples as files of their own, two folders below the repository. */
export class ExampleFolder implements Disposable {
  readonly #path: string;

  constructor(examples: readonly Example[]) {
    mkdirSync(IGNORED, { recursive: true });
    this.#path = mkdtempSync(path.join(IGNORED, "examples-"));
    const settings = { extends: "../../tsconfig.json", include: ["*.ts", "../../shared"] };
    writeFileSync(path.join(this.#path, "tsconfig.json"), JSON.stringify(settings));
    for (const example of examples) writeFileSync(this.fileOf(example), atItsLine(example));
  }

  /** Where an example is: `…/docs-probes-12.ts`. */
  fileOf({ file, line }: Example): string {
    return path.join(this.#path, `${path.dirname(file)}-${path.parse(file).name}-${line}.ts`);
  }

  /** What the compiler says of all examples: nothing, where they compile. Its lines are those of the documents. */
  async compile(): Promise<string> {
    const compiler = path.join(ROOT, "node_modules/typescript/bin/tsc");
    try {
      await promisify(execFile)(process.execPath, [compiler, "--project", this.#path, "--pretty", "false"]);
      return "";
    } catch (error) {
      if (error instanceof Error && "stdout" in error && error.stdout !== "") return String(error.stdout);
      throw error;
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#path, { recursive: true });
  }
}

/** A user writes the imports from where `hooks.config.ts` is. */
function atItsLine({ line, code }: Example): string {
  return "\n".repeat(line) + code.replaceAll(/(?<=from ")\.\/(?=shared\/)/gu, "../../");
}
