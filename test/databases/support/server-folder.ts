import { spawn } from "node:child_process";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificates, issue } from "../../support/probe/certificates.ts";
import type { ServerUser } from "./server-user.ts";

/** A folder of a server's own, with a certificate for 127.0.0.1. */
export interface ServerFolder {
  readonly path: string;
  readonly certificate: { readonly cert: string; readonly key: string; readonly authority: string };
  /** Writes a file that nobody but the server may read. */
  readonly write: (name: string, text: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** @param user whom the folder and its files belong to; whoever runs the tests where it is undefined */
export async function makeServerFolder(name: string, user: ServerUser | undefined): Promise<ServerFolder> {
  const path = await mkdtemp(join(tmpdir(), `${name}-`));
  const own = async (file: string): Promise<string> => {
    if (user !== undefined) await chown(file, user.uid, user.gid);
    return file;
  };
  const write = async (name: string, text: string): Promise<string> => {
    const file = join(path, name);
    await writeFile(file, text, { mode: 0o600 });
    return own(file);
  };
  await own(path);
  // Removes it where this process has no time to: the system closes the shell's standard input even after SIGKILL.
  const guard = spawn("/bin/sh", ["-c", 'read -r _; sleep 1; rm -rf -- "$1"', "sh", path], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const authority = certificates.authority();
  const { cert, key } = issue({ name: "127.0.0.1", issuer: authority });
  return {
    path,
    certificate: {
      cert: await write("server.crt", cert),
      key: await write("server.key", key),
      authority: authority.cert,
    },
    write,
    remove: async () => {
      guard.kill("SIGKILL");
      await rm(path, { recursive: true, force: true });
    },
  };
}
