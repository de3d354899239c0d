import { readdirSync } from "node:fs";
import { join } from "node:path";
import { connectPostgres } from "./connect-postgres.ts";
import { DatabaseServerError } from "./database-server.ts";
import type { DatabaseServer, ServerAddress } from "./database-server.ts";
import { findProgram } from "./find-program.ts";
import { runProgram } from "./run-program.ts";
import { startServer } from "./start-server.ts";

const DEBIAN_FOLDER = "/usr/lib/postgresql";

// Its data is thrown away: nothing has to survive a crash.
const SETTINGS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "ssl=on"];

/**
 * Starts PostgreSQL on a free port of 127.0.0.1, with passwords, with and without TLS.
 * @throws {DatabaseServerError}
 */
export async function startPostgres(): Promise<DatabaseServer> {
  const initdb = findPostgresProgram("initdb");
  const postgres = findPostgresProgram("postgres");
  return startServer({
    name: "postgres",
    engine: "postgres",
    users: ["postgres", "nobody"],
    administrator: "postgres",
    prepare: async ({ folder, user, address }) => {
      const passwordFile = await folder.write("password", address.administrator.password);
      const data = join(folder.path, "data");
      const made = await runProgram(
        initdb,
        ["-D", data, "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"].concat([
          "--pwfile",
          passwordFile,
        ]),
        { cwd: folder.path, user },
      );
      if (made.code !== 0) throw new DatabaseServerError(`initdb failed:\n${made.output}`);
      const { cert, key } = folder.certificate;
      const settings = SETTINGS.concat([
        `port=${address.port}`,
        `listen_addresses=${address.host}`,
        `unix_socket_directories=${folder.path}`,
        `ssl_cert_file=${cert}`,
        `ssl_key_file=${key}`,
      ]);
      return {
        file: postgres,
        args: ["-D", data, ...settings.flatMap((setting) => ["-c", setting])],
        stopSignal: "SIGINT",
        isReady: () => askPostgres(address),
      };
    },
  });
}

async function askPostgres({ host, port, administrator }: ServerAddress): Promise<void> {
  const connection = await connectPostgres({ host, port, ...administrator, database: "postgres" });
  await connection.end();
}

function findPostgresProgram(name: string): string {
  const program = findProgram(name, listDebianFolders());
  if (program !== undefined) return program;
  throw new DatabaseServerError(
    `There is no ${name} in PATH or in ${DEBIAN_FOLDER}/*/bin. Install PostgreSQL (Debian: apt-get install postgresql-15).`,
  );
}

/** The newest version's first. */
function listDebianFolders(): readonly string[] {
  try {
    return readdirSync(DEBIAN_FOLDER)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(DEBIAN_FOLDER, version, "bin"));
  } catch {
    return [];
  }
}
