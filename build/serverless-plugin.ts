import path from "node:path";
import { BuildError } from "./build-error.ts";
import { ROOT } from "./bundle.ts";
import { configurationPath } from "./configuration-path.ts";
import { describeBuild } from "./describe-build.ts";
import { endpointProblem, localCredentials } from "./local-endpoint.ts";
import { buildFunctions } from "./functions.ts";

/** What Serverless hands to a plugin for what it has to say. */
interface PluginTools {
  readonly log: { info(message: string): void };
}

interface CommandOptions {
  /** The function that the command is about. */
  readonly function?: string;
}

interface Serverless {
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
}

/** Builds `dist/` before Serverless packages it or runs a function of it, so that neither is ever about older sources. */
export default class BuildPlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;
  readonly #serverless: Serverless;
  readonly #options: CommandOptions;
  readonly #tools: PluginTools;

  constructor(serverless: Serverless, options: CommandOptions, tools: PluginTools) {
    this.#serverless = serverless;
    this.#options = options;
    this.#tools = tools;
    const build = () => this.#build();
    this.hooks = {
      // `package`, and `deploy`, which packages first.
      "before:package:initialize": build,
      // `deploy function`, which packages on its own.
      "before:package:function:package": build,
      "before:invoke:local:invoke": async () => {
        await this.#useEndpoint();
        await build();
      },
      "after:invoke:local:invoke": endProcess,
    };
  }

  async #useEndpoint(): Promise<void> {
    const endpoint = process.env["AWS_ENDPOINT_URL"];
    const problem = await endpointProblem(endpoint);
    if (problem !== undefined) throw new this.#serverless.classes.Error(problem, "NO_ENDPOINT");
    Object.assign(process.env, localCredentials(endpoint, this.#options.function));
  }

  async #build(): Promise<void> {
    try {
      const built = await buildFunctions({
        configPath: configurationPath(process.env),
        outDir: path.join(ROOT, "dist"),
      });
      for (const each of built) this.#tools.log.info(describeBuild(each));
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      // Serverless shows errors of its own class without a stack.
      throw new this.#serverless.classes.Error(error.message, "HOOKS_NOT_BUILT");
    }
  }
}

/**
 * The function ran in this process. Lambda would freeze it now, with whatever timers and sockets it has left: waiting for
 * them would show something that never happens there.
 */
async function endProcess(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))),
  );
  process.exit();
}
