import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listFiles } from "../../../cli/manifest/list-files.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "list-files-"));
  await mkdir(join(root, "good", "inner"), { recursive: true });
  await mkdir(join(root, "bad"));
  await writeFile(join(root, "good", "b.sql"), "\uFEFFb\r\n");
  await writeFile(join(root, "good", "a.sql"), "a");
  await writeFile(join(root, "good", "inner", "c.sql"), "c");
  await symlink("b.sql", join(root, "good", "z.sql"));
  await writeFile(join(root, "outside.sql"), "secret");
  await symlink(join("..", "outside.sql"), join(root, "bad", "out.sql"));
  await symlink("nothing", join(root, "bad", "gone.sql"));
  await symlink(join("..", "good"), join(root, "bad", "linked"));
  await writeFile(join(root, "bad", "bytes.sql"), Buffer.from([0xff, 0xfe]));
  await writeFile(join(root, "bad", "large.sql"), Buffer.alloc(4 * 1024 * 1024 + 1, "x"));
  await mkdir(join(root, "bad", "folder.sql"));
});
afterAll(() => rm(root, { recursive: true }));

const wanted = (path: string) => path.endsWith(".sql");

test("files come in the order of their paths, as they are byte by byte", async ({ signal }) => {
  const files = await listFiles(join(root, "good"), { wanted, enters: () => true }, signal);
  expect(files).toEqual([
    { path: "a.sql", text: "a" },
    { path: "b.sql", text: "\uFEFFb\r\n" },
    { path: "inner/c.sql", text: "c" },
    { path: "z.sql", text: "\uFEFFb\r\n" },
  ]);
  expect(await listFiles(join(root, "good"), { wanted: (path) => path === "a.sql" }, signal)).toHaveLength(1);
});

test("all that cannot be read is named at once, and nothing outside the folder is read", async ({ signal }) => {
  const read = listFiles(join(root, "bad"), { wanted, enters: (path) => path === "linked" }, signal);
  await expect(read).rejects.toMatchObject({
    problems: expect.arrayContaining([
      { file: "out.sql", problem: "expected a file of the folder, found a symbolic link out of it" },
      { file: "gone.sql", problem: "expected a file, found a symbolic link to nothing" },
      { file: "linked", problem: "expected a folder, found a symbolic link to one, which is not followed" },
      { file: "bytes.sql", problem: "expected UTF-8, found bytes that are none" },
      { file: "large.sql", problem: "expected at most 4194304 bytes, found 4194305" },
    ]),
  });
  await expect(read).rejects.not.toThrow("secret");
});

test("a folder that is none is said to be none", async ({ signal }) => {
  await expect(listFiles(join(root, "none"), { wanted }, signal)).rejects.toThrow(
    "expected a folder, found nothing there",
  );
  await expect(listFiles(join(root, "outside.sql"), { wanted }, signal)).rejects.toThrow(
    "expected a folder, found a file",
  );
});

test("an abort ends it", async () => {
  await expect(listFiles(join(root, "good"), { wanted }, AbortSignal.abort(new Error("too late")))).rejects.toThrow(
    "too late",
  );
});
