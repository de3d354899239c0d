import { join } from "node:path";
import { connectMariadb } from "./connect-mariadb.ts";
import { DatabaseServerError } from "./database-server.ts";
import type { DatabaseServer, ServerAddress } from "./database-server.ts";
import { findProgram } from "./find-program.ts";
import { runProgram } from "./run-program.ts";
import { startServer } from "./start-server.ts";

// Its data is thrown away: nothing has to survive a crash.
const SETTINGS = [
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-doublewrite=0",
  "--innodb-buffer-pool-size=64M",
  "--innodb-log-file-size=16M",
  "--max-connections=200",
  "--skip-name-resolve",
  "--character-set-server=utf8mb4",
];

/**
 * Starts MariaDB on a free port of 127.0.0.1, with passwords, with and without TLS.
 * @throws {DatabaseServerError}
 */
export async function startMariadb(): Promise<DatabaseServer> {
  const install = findMariadbProgram("mariadb-install-db");
  const mariadbd = findMariadbProgram("mariadbd");
  return startServer({
    name: "mariadb",
    engine: "mysql",
    users: ["mysql", "nobody"],
    administrator: "administrator",
    prepare: async ({ folder, user, address }) => {
      const data = join(folder.path, "data");
      const made = await runProgram(
        install,
        ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"],
        { cwd: folder.path, user },
      );
      if (made.code !== 0) throw new DatabaseServerError(`mariadb-install-db failed:\n${made.output}`);
      const firstStatements = await folder.write(
        "first.sql",
        `CREATE USER 'administrator'@'127.0.0.1' IDENTIFIED BY '${address.administrator.password}';\n` +
          "GRANT ALL PRIVILEGES ON *.* TO 'administrator'@'127.0.0.1' WITH GRANT OPTION;\n",
      );
      const { cert, key } = folder.certificate;
      return {
        file: mariadbd,
        args: ["--no-defaults", `--datadir=${data}`, `--port=${address.port}`, `--bind-address=${address.host}`].concat(
          [`--socket=${join(folder.path, "socket")}`, `--pid-file=${join(folder.path, "pid")}`],
          [`--ssl-cert=${cert}`, `--ssl-key=${key}`, `--init-file=${firstStatements}`],
          SETTINGS,
        ),
        stopSignal: "SIGTERM",
        isReady: () => askMariadb(address),
      };
    },
  });
}

async function askMariadb({ host, port, administrator }: ServerAddress): Promise<void> {
  const connection = await connectMariadb({ host, port, ...administrator, database: "mysql" });
  await connection.end();
}

function findMariadbProgram(name: string): string {
  const program = findProgram(name, ["/usr/sbin", "/usr/bin", "/usr/libexec"]);
  if (program !== undefined) return program;
  throw new DatabaseServerError(
    `There is no ${name} in PATH or in /usr/sbin. Install MariaDB (Debian: apt-get install mariadb-server-core mariadb-client-core).`,
  );
}
