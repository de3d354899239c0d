import path from "node:path";
import { ROOT } from "./bundle.ts";
import { BuildError } from "./build-error.ts";
import { configurationPath } from "./configuration-path.ts";
import { describeBuild } from "./describe-build.ts";
import { buildFunctions } from "./functions.ts";

try {
  const built = await buildFunctions({ configPath: configurationPath(process.env), outDir: path.join(ROOT, "dist") });
  console.log(built.map(describeBuild).join("\n"));
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
