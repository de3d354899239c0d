import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { findManifest } from "../../../../shared/migrations/manifest/find-manifest.ts";
import { parseManifestLocation } from "../../../../shared/migrations/manifest/manifest-location.ts";
import { parseManifest } from "../../../../shared/migrations/manifest/parse-manifest.ts";
import { readManifest, type ReadObject } from "../../../../shared/migrations/manifest/read-manifest.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";

const MANIFEST = expectMigrations(["a", "b"], { release: "1.4.0" });
const JSON_TEXT = JSON.stringify(MANIFEST);
const BYTES = new TextEncoder().encode(JSON_TEXT);
const DIGEST = createHash("sha256").update(BYTES).digest("hex");
const NO_OBJECT: ReadObject = () => Promise.reject(new Error("expected no call to S3"));
const signal = new AbortController().signal;

test.for([
  ["the manifest itself", JSON_TEXT],
  ["the manifest in gzip", `gzip:${gzipSync(JSON_TEXT).toString("base64")}`],
  ["an object of S3", `s3://releases/shop/1.4.0.json?sha256=${DIGEST}&versionId=v1`],
] as const)("%s is read", async ([, text]) => {
  const asked: unknown[] = [];
  const readObject: ReadObject = (object) => {
    asked.push(object);
    return Promise.resolve(BYTES);
  };
  expect(await readManifest(parseManifestLocation(text, "here"), "here", readObject, signal)).toEqual(MANIFEST);
  expect(asked).toEqual(text.startsWith("s3") ? [{ bucket: "releases", key: "shop/1.4.0.json", versionId: "v1" }] : []);
});

test("an object that was overwritten is refused, with both digests", async () => {
  const location = parseManifestLocation(`s3://releases/a.json?sha256=${"0".repeat(64)}`, "the label");
  const read = readManifest(location, "the label", () => Promise.resolve(BYTES), signal);
  await expect(read).rejects.toThrow(new RegExp(`${"0".repeat(64)} that the label names, found one with ${DIGEST}`));
});

test.for([
  ["", "found nothing"],
  ["https://x/y", "found https://x/y"],
  ["s3://releases/a.json", "expected ?sha256=HEX"],
  ["s3://releases?sha256=12", "expected the name of a bucket and a key after it; expected a sha256 of 64"],
  [`s3://releases/a?sha256=${DIGEST}&region=x`, "expected no parameter but sha256 and versionId, found region"],
] as const)("the location %j is refused", ([text, problem]) => {
  expect(() => parseManifestLocation(text, "MIGRATIONS_MANIFEST of container web")).toThrow(problem);
});

test.for([
  ["gzip:AAAA", "expected a manifest in gzip and base64"],
  [`gzip:${gzipSync(Buffer.alloc(20 * 1024 * 1024)).toString("base64")}`, "expected a manifest in gzip and base64"],
  ["{", "expected JSON"],
] as const)("what is no manifest is refused (%#)", async ([text, problem]) => {
  await expect(readManifest(parseManifestLocation(text, "here"), "here", NO_OBJECT, signal)).rejects.toThrow(problem);
});

test("all that is wrong with a manifest is said at once, each with its place", () => {
  const text = JSON.stringify({
    ...MANIFEST,
    version: 2,
    tool: "make",
    migrations: [{ id: "", file: "a.sql" }],
    more: 1,
  });
  expect(() => parseManifest(text, "m.json")).toThrow(
    /version: expected 1, received 2.*tool: .*received "make".*migrations\.0\.id: .*migrations\.0\.compatibility: .*more: /su,
  );
});

test("a migration that is there twice, and one that follows none, are refused", () => {
  const twice = { ...MANIFEST, migrations: MANIFEST.migrations.map((each) => ({ ...each, id: "a", parents: ["z"] })) };
  expect(() => parseManifest(JSON.stringify(twice), "m.json")).toThrow(
    /migrations\.1\.id: expected one migration a, found another.*migrations\.1\.parents: expected z before a, found none/u,
  );
});

const CONTAINER = { name: "web", environment: {}, dockerLabels: {} };

test.for([
  ["nothing", [CONTAINER], undefined],
  [
    "a variable",
    [CONTAINER, { ...CONTAINER, name: "app", environment: { MIGRATIONS_MANIFEST: "gzip:x" } }],
    "MIGRATIONS_MANIFEST of container app in shop:2",
  ],
  [
    "a label",
    [{ ...CONTAINER, dockerLabels: { "verdigris.migrations.manifest": "gzip:x" } }],
    "the docker label verdigris.migrations.manifest of container web in shop:2",
  ],
] as const)("a task definition says by %s where its manifest is", ([, containers, place]) => {
  expect(findManifest({ name: "shop:2", containers })?.place).toBe(place);
});

test("a task definition that names two manifests is refused", () => {
  const environment = { MIGRATIONS_MANIFEST: "gzip:x" };
  const dockerLabels = { "verdigris.migrations.manifest": "gzip:y" };
  expect(() => findManifest({ name: "shop:2", containers: [{ ...CONTAINER, environment, dockerLabels }] })).toThrow(
    "name two manifests",
  );
});
