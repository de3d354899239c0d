import { randomBytes } from "node:crypto";
import type { Engine } from "../../../shared/migrations/tool.ts";
import { freePort } from "../../support/free-port.ts";
import type { DatabaseServer, ServerAddress } from "./database-server.ts";
import { makeServerFolder, type ServerFolder } from "./server-folder.ts";
import { startServerProcess, type ServerCommand } from "./server-process.ts";
import { findServerUser, type ServerUser } from "./server-user.ts";

/** What one engine's server is, beside what all have. */
export interface ServerKind {
  /** Its folder is named for it. */
  readonly name: string;
  readonly engine: Engine;
  /** Whom it may run as, where this process is root; the first that there is. */
  readonly users: readonly string[];
  /** The name of the one who may do everything. */
  readonly administrator: string;
  /** Makes its data, and says how it is started. */
  readonly prepare: (prepared: PreparedServer) => Promise<Omit<ServerCommand, "cwd" | "user">>;
}

/** What there is when its data is made. */
export interface PreparedServer {
  readonly folder: ServerFolder;
  readonly user: ServerUser | undefined;
  readonly address: ServerAddress;
}

/**
 * Starts a database server on a free port of 127.0.0.1, with passwords, with and without TLS.
 * @throws {DatabaseServerError}
 */
export async function startServer(kind: ServerKind): Promise<DatabaseServer> {
  const user = findServerUser(kind.users);
  const folder = await makeServerFolder(kind.name, user);
  try {
    const address: ServerAddress = {
      engine: kind.engine,
      host: "127.0.0.1",
      port: await freePort(),
      administrator: { user: kind.administrator, password: randomBytes(16).toString("hex") },
      certificateAuthority: folder.certificate.authority,
    };
    const command = await kind.prepare({ folder, user, address });
    const stop = await startServerProcess({ ...command, cwd: folder.path, user });
    return {
      address,
      stop: async () => {
        await stop();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
