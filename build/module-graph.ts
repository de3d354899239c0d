import path from "node:path";
import type { Metafile } from "esbuild";

/** Which file of a build needs which others, by their names. */
export interface ModuleGraph {
  /** The file, and all that it may ever load. */
  readonly reachableFrom: (file: string) => ReadonlySet<string>;
  /** The file, and what is loaded with it: not what is imported inside of a function. */
  readonly loadedWith: (file: string) => ReadonlySet<string>;
}

interface Edge {
  readonly to: string;
  readonly atOnce: boolean;
}

/** The graph of the files that esbuild wrote, all of them into one folder. */
export function readModuleGraph({ outputs }: Metafile): ModuleGraph {
  const edges = new Map(
    Object.entries(outputs).map(([file, { imports }]): [string, readonly Edge[]] => {
      const own = imports.filter(({ external }) => external !== true);
      const to = own.map(({ path: imported, kind }) => ({
        to: path.basename(imported),
        atOnce: kind === "import-statement",
      }));
      return [path.basename(file), to];
    }),
  );
  const follow = (file: string, follows: (edge: Edge) => boolean): ReadonlySet<string> => {
    const found = new Set([file]);
    // A set's iteration meets what is added to it meanwhile.
    for (const each of found) for (const edge of edges.get(each) ?? []) if (follows(edge)) found.add(edge.to);
    return found;
  };
  return {
    reachableFrom: (file) => follow(file, () => true),
    loadedWith: (file) => follow(file, ({ atOnce }) => atOnce),
  };
}
