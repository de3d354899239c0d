import { readdir } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { BUNDLE_OPTIONS, ROOT } from "../../build/bundle.ts";

/** What belongs to the check of migrations, and to nothing else. */
const OWN =
  /^(?:shared\/migrations\/|shared\/checks\/migrations|shared\/configuration\/(?:migration|parse-migrations)|node_modules\/(?:pg|mysql2|compare-versions|iconv-lite)[-/])/u;

export interface FunctionBytes {
  /** `after-install` */
  readonly name: string;
  /** Of all that is deployed, those that belong to the check of migrations. */
  readonly bytes: number;
}

/** What of each function's bundle is there for the check of migrations. */
export async function bytesOfMigrations(): Promise<readonly FunctionBytes[]> {
  const files = (await readdir(path.join(ROOT, "functions"))).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { metafile } = await build({
        ...BUNDLE_OPTIONS,
        entryPoints: [path.join(ROOT, "functions", file)],
        outdir: path.join(ROOT, "dist"),
        format: "esm",
        splitting: true,
        minify: true,
        write: false,
        metafile: true,
      });
      return { name: path.basename(file, ".ts"), bytes: sum(metafile) };
    }),
  );
}

function sum({ outputs }: Metafile): number {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.reduce((total, [input, { bytesInOutput }]) => total + (OWN.test(input) ? bytesInOutput : 0), 0);
}
