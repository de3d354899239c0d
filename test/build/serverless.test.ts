import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { runServerless } from "./run-serverless.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";
import { readZipEntries } from "./zip-entries.ts";

/** A command takes 3 to 5 s, and several times that where other tests have the machine. */
const COMMAND_MS = 60_000;

const INVOKE = ["invoke", "local", "-f", "afterAllowTestTraffic", "-p"];

describe("serverless package", { timeout: COMMAND_MS }, () => {
  test("makes, offline and without credentials, one artifact for each function with nothing but its bundle", async () => {
    await using folder = await createTemporaryFolder();
    const { code, output } = await runServerless(["package", "--package", path.join(folder.path, "out")], folder.path);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain("Warning: hooks.config.ts does not say how to check the database");
    const archives = (await readdir(path.join(folder.path, "out"))).filter((file) => file.endsWith(".zip"));
    expect(archives).toEqual([
      "afterAllowTestTraffic.zip",
      "afterAllowTraffic.zip",
      "afterInstall.zip",
      "beforeAllowTraffic.zip",
      "beforeInstall.zip",
    ]);
    for (const archive of archives) {
      const entries = await readZipEntries(path.join(folder.path, "out", archive));
      const bundle = `dist/${archive.replace(".zip", "").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}/`;
      expect(entries).toContain(`${bundle}index.js`);
      expect(entries).toContain("dist/package.json");
      expect(entries.filter((entry) => !entry.startsWith(bundle) && entry !== "dist/package.json")).toEqual([]);
    }
  });

  test("with a configuration that does not exist is an error that names it", async () => {
    await using folder = await createTemporaryFolder();
    const environment = { HOOKS_CONFIG: "hooks.nowhere.ts" };
    const { code, output } = await runServerless(["package", "--package", folder.path], folder.path, environment);
    expect(code).toBe(1);
    expect(output).toContain("hooks.nowhere.ts does not exist");
    expect(output).not.toContain("    at ");
  });
});

describe("serverless package refuses", { timeout: COMMAND_MS }, () => {
  test("a configuration that every hook would fail with", async () => {
    await using folder = await createTemporaryFolder();
    const HOOKS_CONFIG = path.join(folder.path, "hooks.config.ts");
    await writeFile(HOOKS_CONFIG, 'export default { mode: "off", unheard: 1 };');
    const { code, output } = await runServerless(["package", "--package", folder.path], folder.path, { HOOKS_CONFIG });
    expect(code).toBe(1);
    expect(output).toMatch(/cannot be used, and every hook would fail: .*has 2 problems: mode: .*; unheard: /);
    expect(output).not.toContain("    at ");
  });

  test("parameters that cannot be used, once and all of them", async () => {
    await using folder = await createTemporaryFolder();
    const typed = ["applicaton=shop", "cluster=", "subnetIds=subnet-1"].flatMap((each) => ["--param", each]);
    const { code, output } = await runServerless(["package", "--package", folder.path, ...typed], folder.path);
    expect(code).toBe(1);
    expect(output.match(/^- .*/gm)).toEqual([
      expect.stringMatching(/^- --param: expected one of application, .*, received "applicaton"$/),
      expect.stringMatching(/^- --param: expected a value for cluster, /),
      expect.stringMatching(/^- securityGroupIds: expected ids/),
    ]);
  });
});

describe("serverless invoke local", { timeout: COMMAND_MS }, () => {
  test("without an endpoint and credentials says within seconds what is missing, and fails", async () => {
    await using folder = await createTemporaryFolder();
    const { code, output, seconds } = await runServerless(
      [...INVOKE, "events/after-allow-test-traffic.json"],
      folder.path,
    );
    expect({ code, output }).toMatchObject({ code: 1 });
    expect(output).toContain("No AWS credentials were found: set AWS_ENDPOINT_URL to a rehearsal, or AWS_PROFILE");
    expect(output).toContain('"errorType": "ReportError"');
    expect(seconds).toBeLessThan(30);
  });

  test("with an event that is not CodeDeploy's names both ids, and fails", async () => {
    await using folder = await createTemporaryFolder();
    const { code, output } = await runServerless([...INVOKE, "events/malformed.json"], folder.path);
    expect({ code, output }).toMatchObject({ code: 1 });
    expect(output).toContain("DeploymentId: expected a deployment's id, received 42");
    expect(output).toContain("LifecycleEventHookExecutionId: expected the id of this hook execution, received nothing");
  });

  test("ends by itself once its status is reported, whatever connections are open", async () => {
    await using folder = await createTemporaryFolder();
    await using codeDeploy = await startCodeDeploy();
    const { code, output, seconds } = await runServerless(
      [...INVOKE, "events/after-allow-test-traffic.json"],
      folder.path,
      {
        AWS_ENDPOINT_URL: codeDeploy.url,
        AWS_ACCESS_KEY_ID: "AKIAREHEARSED",
        AWS_SECRET_ACCESS_KEY: "rehearsed",
      },
    );
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain("a rescue is never blocked");
    expect(codeDeploy.reports).toEqual([expect.objectContaining({ deploymentId: "d-REHEARSED", status: "Succeeded" })]);
    expect(seconds).toBeLessThan(30);
  });
});

/** As much of CodeDeploy as a rollback needs, which is not checked at all. It never closes a connection itself. */
async function startCodeDeploy(): Promise<
  { readonly url: string; readonly reports: readonly unknown[] } & AsyncDisposable
> {
  const reports: unknown[] = [];
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    void json(request).then((body) => {
      const isReport = request.headers["x-amz-target"] === "CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus";
      if (isReport) reports.push(body);
      response.setHeader("content-type", "application/x-amz-json-1.1");
      return response.end(JSON.stringify(isReport ? {} : { deploymentInfo: { creator: "codeDeployRollback" } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reports,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
