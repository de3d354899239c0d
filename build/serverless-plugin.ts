import path from "node:path";
import { BuildError } from "./build-error.ts";
import { ROOT } from "./bundle.ts";
import { checkConfiguration, LOAD_MS } from "./check-configuration.ts";
import { configurationPath } from "./configuration-path.ts";
import { describeBuild } from "./describe-build.ts";
import { endpointProblem, localCredentials } from "./local-endpoint.ts";
import { buildFunctions } from "./functions.ts";
import { parameterProblems } from "./parameters.ts";

/** What Serverless hands to a plugin for what it has to say. */
interface PluginTools {
  readonly log: { info(message: string): void; warning(message: string): void };
}

interface CommandOptions {
  /** The function that the command is about. */
  readonly function?: string;
}

interface Serverless {
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  /** serverless.yml, as far as its variables are resolved. */
  readonly configurationInput: {
    readonly provider?: { readonly stage?: string };
    readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  readonly processedInput: {
    readonly isHelpRequest: boolean;
    readonly options: { readonly stage?: string | null; readonly param?: string | readonly string[] | null };
  };
}

/**
 * Builds `dist/` before Serverless packages it or runs a function of it, so that neither is ever about older sources, and
 * refuses to package what would fail for a mistake that can be known here.
 */
export default class BuildPlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;
  readonly #serverless: Serverless;
  readonly #options: CommandOptions;
  readonly #tools: PluginTools;

  constructor(serverless: Serverless, options: CommandOptions, tools: PluginTools) {
    this.#serverless = serverless;
    this.#options = options;
    this.#tools = tools;
    const buildToDeploy = async () => {
      this.#checkParameters();
      await this.#build();
      await this.#checkConfiguration();
    };
    this.hooks = {
      // `package`, and `deploy`, which packages first.
      "before:package:initialize": buildToDeploy,
      // `deploy function`, which packages on its own.
      "before:package:function:package": buildToDeploy,
      // A configuration that cannot be used is what the function itself reports.
      "before:invoke:local:invoke": async () => {
        await this.#useEndpoint();
        await this.#build();
      },
      "after:invoke:local:invoke": endProcess,
    };
  }

  /** Serverless calls it before it resolves `${param:…}`: of what is wrong with a parameter it would tell for each use. */
  async asyncInit(): Promise<void> {
    if (!this.#serverless.processedInput.isHelpRequest) this.#checkParameters();
  }

  #checkParameters(): void {
    const { configurationInput, processedInput } = this.#serverless;
    const { param, stage } = processedInput.options;
    const problems = parameterProblems({
      typed: [param ?? []].flat(),
      stage: stage ?? configurationInput.provider?.stage ?? "dev",
      sections: configurationInput.params ?? {},
    });
    if (problems.length === 0) return;
    throw new this.#serverless.classes.Error(
      ["The parameters cannot be used:", ...problems].join("\n- "),
      "PARAMETERS_NOT_USABLE",
    );
  }

  async #useEndpoint(): Promise<void> {
    const endpoint = process.env["AWS_ENDPOINT_URL"];
    const problem = await endpointProblem(endpoint);
    if (problem !== undefined) throw new this.#serverless.classes.Error(problem, "NO_ENDPOINT");
    Object.assign(process.env, localCredentials(endpoint, this.#options.function));
  }

  async #build(): Promise<void> {
    const built = await this.#withoutStack(
      buildFunctions({ configPath: configurationPath(process.env), outDir: path.join(ROOT, "dist") }),
    );
    for (const each of built) this.#tools.log.info(describeBuild(each));
  }

  async #checkConfiguration(): Promise<void> {
    const time = AbortSignal.timeout(LOAD_MS);
    for (const warning of await this.#withoutStack(checkConfiguration(configurationPath(process.env), time))) {
      this.#tools.log.warning(warning);
    }
  }

  /** Serverless shows errors of its own class without a stack. */
  async #withoutStack<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
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
