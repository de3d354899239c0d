import type { RequestListener } from "node:http";
import type { ComparedQuestion, ComparedTask } from "../../../../shared/checks/comparison/compared-tasks.ts";
import type { ComparisonWork } from "../../../../shared/checks/comparison/compare-with-blue.ts";
import { comparisonSettings } from "../../../../shared/configuration/comparison-settings.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";
import { httpProbe } from "../../../support/probe/probes.ts";
import { startHttp } from "../../../support/probe/start-server.ts";

/** What is compared in a test: fast, and without latency unless it is what the test is about. */
export const quickly: NonNullable<HooksConfig["comparison"]> = { rate: 1000, latency: false, atMost: "20s" };

/** Asks for `/`, which is also what health is. */
export const question: ComparedQuestion = {
  probe: httpProbe({ timeout: "500ms" }),
  host: undefined,
  tls: undefined,
  isHealth: true,
};

/** Tasks of one colour, each a server of its own. */
export async function serveTasks(
  colour: "green" | "blue",
  handles: readonly RequestListener[],
): Promise<readonly (ComparedTask & { readonly close: () => void })[]> {
  const third = colour === "green" ? 6 : 7;
  const servers = await Promise.all(handles.map((handle, index) => startHttp(handle, `127.0.${third}.${index + 1}`)));
  return servers.map(({ target: { address, port }, close }, index) => {
    const id = `${colour.slice(0, 1)}${index + 1}`;
    return {
      id,
      name: `${colour} task ${id}`,
      address,
      port,
      healthPort: port,
      availabilityZone: "eu-west-1a",
      health: "healthy",
      close,
    };
  });
}

export async function comparisonWork(
  greens: readonly RequestListener[],
  blues: readonly RequestListener[],
  comparison: HooksConfig["comparison"] = quickly,
) {
  const [green, blue] = await Promise.all([serveTasks("green", greens), serveTasks("blue", blues)]);
  const settings = comparisonSettings(parseConfiguration({ comparison }));
  const work: ComparisonWork = {
    questions: [question],
    green,
    blue,
    lookAtGreen: async () => ({ tasks: green, wanted: green.length }),
    lookEvery: 50,
    lookAtBlue: async () => blue,
    settings,
  };
  return { work, green, blue };
}
