import type { HooksConfig } from "./schema.ts";

/**
 * Types the configuration, so that an editor completes it. It checks nothing: that is done in the handler, where a problem
 * can still be reported to CodeDeploy.
 */
export function defineHooks(config: HooksConfig): HooksConfig {
  return config;
}
