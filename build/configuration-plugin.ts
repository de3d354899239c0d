import type { Plugin } from "esbuild";

/**
 * Puts another file in the place of `hooks.config.ts`: one stage may be configured unlike another.
 * @param configPath absolute
 */
export function useConfiguration(configPath: string): Plugin {
  return {
    name: "hooks-configuration",
    setup(build) {
      build.onResolve({ filter: /^\.\.\/hooks\.config\.ts$/ }, () => ({ path: configPath }));
    },
  };
}
