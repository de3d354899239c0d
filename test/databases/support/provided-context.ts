import type { MissingTool } from "../tools/find-missing-tools.ts";
import type { ServerAddress } from "./database-server.ts";

declare module "vitest" {
  /** What `inject` gives to the tests of `npm run test:databases`: the servers by their engine's name. */
  interface ProvidedContext {
    readonly postgres: ServerAddress;
    readonly mysql: ServerAddress;
    readonly missingTools: readonly MissingTool[];
  }
}
