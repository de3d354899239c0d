import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { BUNDLE_OPTIONS } from "../build/bundle.ts";
import type { HookEvent } from "../shared/deployment/lifecycle-event.ts";

/** Handlers of somebody else's in place of this suite's: the absolute path of a module that exports `handler`, by event. */
export type Handlers = Readonly<Partial<Record<HookEvent, string>>>;

/**
 * Builds each into the place of the function whose event it takes.
 * @param places by event, relative to `outDir`: `after-install/index.handler`
 */
export async function buildHandlers(
  handlers: Handlers,
  places: ReadonlyMap<HookEvent, string>,
  outDir: string,
): Promise<void> {
  await mkdir(outDir, { recursive: true });
  await writeFile(path.join(outDir, "package.json"), JSON.stringify({ type: "commonjs" }));
  const entryPoints = [...places].flatMap(([event, place]) => {
    const source = handlers[event];
    return source === undefined ? [] : [{ in: source, out: place.replace(/\.handler$/, "") }];
  });
  if (entryPoints.length > 0) await build({ ...BUNDLE_OPTIONS, entryPoints, format: "cjs", outdir: outDir });
}
