import path from "node:path";
import { ROOT } from "./bundle.ts";
import { BuildError } from "./build-error.ts";
import { checkConfiguration, LOAD_MS } from "./check-configuration.ts";
import { configurationPath } from "./configuration-path.ts";
import { describeBuild } from "./describe-build.ts";
import { buildFunctions } from "./functions.ts";

const configPath = configurationPath(process.env);

try {
  const built = await buildFunctions({ configPath, outDir: path.join(ROOT, "dist") });
  console.log(built.map(describeBuild).join("\n"));
  for (const warning of await checkConfiguration(configPath, AbortSignal.timeout(LOAD_MS))) console.warn(warning);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
