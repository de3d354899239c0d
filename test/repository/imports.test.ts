import { expect, test } from "vitest";
import { readSourceFiles, type Import } from "./source-files.ts";

interface Rule {
  /** The folders and files that it may import beside its own folder. */
  readonly files: readonly string[];
  /** The packages, `node:` for all that Node has. */
  readonly packages: readonly string[];
}

/** The arrows of design.md: what is not named here is not allowed. */
const RULES: Readonly<Record<string, Rule>> = {
  "hooks.config.ts": {
    files: ["shared/configuration/define-hooks.ts", "shared/probe/probes.ts"],
    packages: ["valibot", "zod", "arktype"],
  },
  "functions/*.ts": {
    files: [
      "hooks.config.ts",
      "shared/hook/create-hook.ts",
      "shared/hook/create-baking-hook.ts",
      "shared/checks/",
      "shared/evidence/gather-evidence.ts",
    ],
    packages: [],
  },
  "shared/hook/**/*.ts": {
    files: [
      "shared/checks/",
      "shared/configuration/",
      "shared/deployment/",
      "shared/evidence/evidence-source.ts",
      "shared/probe/printable.ts",
      "shared/record/",
      "shared/verdict/",
    ],
    packages: ["node:", "aws-lambda", "valibot", "@aws-sdk/", "@aws-lambda-powertools/"],
  },
  "shared/checks/**/*.ts": {
    files: ["shared/configuration/", "shared/deployment/", "shared/migrations/", "shared/probe/", "shared/verdict/"],
    packages: ["node:", "valibot"],
  },
  "shared/evidence/*.ts": {
    files: [
      "shared/checks/check.ts",
      "shared/checks/describe-target-health.ts",
      "shared/deployment/",
      "shared/migrations/task/",
      "shared/probe/",
      "shared/record/evidence.ts",
    ],
    packages: ["@aws-sdk/"],
  },
  "shared/configuration/*.ts": {
    files: [
      "shared/deployment/lifecycle-event.ts",
      "shared/deployment/secret-name.ts",
      "shared/migrations/database/is-loopback.ts",
      "shared/migrations/task/task-presets.ts",
      "shared/migrations/tool.ts",
      "shared/migrations/verdict/policies.ts",
      "shared/probe/",
      "shared/verdict/",
    ],
    packages: ["valibot"],
  },
  "shared/deployment/*.ts": { files: [], packages: ["node:", "@aws-sdk/", "@smithy/signature-v4", "yaml"] },
  "shared/migrations/**/*.ts": {
    files: ["shared/probe/printable.ts"],
    packages: ["node:", "valibot", "pg", "mysql2", "compare-versions"],
  },
  "cli/**/*.ts": {
    files: ["shared/"],
    packages: [
      "node:",
      "commander",
      "compare-versions",
      "fast-xml-parser",
      "libpg-query",
      "node-sql-parser",
      "yaml",
      "valibot",
    ],
  },
  "shared/probe/**/*.ts": { files: [], packages: ["node:", "undici", "ws", "@standard-schema/spec"] },
  "shared/verdict/**/*.ts": { files: [], packages: [] },
  "shared/record/*.ts": { files: ["shared/deployment/", "shared/verdict/"], packages: [] },
};

test.for(Object.entries(RULES))("%s imports only along the arrows", ([glob, rule]) => {
  const own = glob.slice(0, glob.lastIndexOf("/") + 1).replace("**/", "");
  const sources = readSourceFiles(glob);
  expect(sources).not.toHaveLength(0);
  const wrong = sources.flatMap(({ path, imports }) => {
    return imports.filter((each) => !isAllowed(each, rule, own)).map(({ target }) => `${path} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

function isAllowed({ target, isFile }: Import, { files, packages }: Rule, own: string): boolean {
  const allowed = isFile ? [...files, ...(own === "" ? [] : [own])] : packages;
  return allowed.some((prefix) => target.startsWith(prefix));
}

test("every folder of shared/ has its arrows", () => {
  const folders = new Set(
    readSourceFiles("shared/**/*.ts").map(({ path }) => `${path.slice(0, path.lastIndexOf("/"))}/*.ts`),
  );
  // A rule for all below a folder covers those within it.
  const isCovered = (glob: string): boolean =>
    glob in RULES || `${glob.split("/").slice(0, 2).join("/")}/**/*.ts` in RULES;
  expect([...folders].filter((glob) => !isCovered(glob))).toEqual([]);
});

test("the record knows only the types of the others", () => {
  const values = readSourceFiles("shared/record/*.ts").flatMap(({ imports }) =>
    imports.filter(({ typesOnly }) => !typesOnly),
  );
  expect(values).toEqual([]);
});

test("only shared/hook/runtime.ts makes SDK clients and reads the environment", () => {
  const sources = readSourceFiles("hooks.config.ts", "functions/**/*.ts", "shared/**/*.ts");
  const found = sources.filter(({ code }) => /\bnew \w+Client\(|\bprocess\.env\b/.test(code)).map(({ path }) => path);
  expect(found).toEqual(["shared/hook/runtime.ts"]);
});

/** What sends HTTP requests and is not the probe library, and to whom. */
const OTHER_CLIENTS = [
  // The load balancer itself: it forwards what customers sent.
  "rehearsal/elb/proxy-request.ts",
  // Lambda's Runtime API, asked as Lambda's own runtime does.
  "rehearsal/lambda/bootstrap.ts",
];

test("only the probe library makes HTTP requests to a service", () => {
  const globs = ["functions", "shared", "rehearsal", "build", "cli"].map((folder) => `${folder}/**/*.ts`);
  const client = /\bfetch\(|from "undici"|import \{[^}]*\b(?:request|get|connect)\b[^}]*\} from "node:https?2?"/;
  const found = readSourceFiles("hooks.config.ts", ...globs).filter(({ code }) => client.test(code));
  const others = found.map(({ path }) => path).filter((path) => !path.startsWith("shared/probe/"));
  expect(others).toEqual(OTHER_CLIENTS);
});
