import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates, TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { isLoopback } from "../../../../shared/migrations/database/is-loopback.ts";
import { openSession } from "../../../../shared/migrations/database/open-session.ts";
import { trustedAuthorities } from "../../../../shared/migrations/database/trusted-authorities.ts";
import { ENGINES, type Engine } from "../../../../shared/migrations/tool.ts";
import { certificates, issue } from "../../../support/probe/certificates.ts";
import type { KeyPair } from "../../../support/probe/self-signed.ts";
import { startTcp } from "../../../support/probe/start-server.ts";
import * as mysql from "./fake-mysql.ts";
import * as postgres from "./fake-postgres.ts";

const FULL = {
  postgres: postgres.failure({ S: "FATAL", C: "53300", M: "full" }),
  mysql: mysql.failure(3, 1040, "full"),
};
const QUESTION_BYTES = { postgres: 8, mysql: 36 };
const LIMITS = { connect: 2_000, statement: 100, lock: 100, answer: 300, bytes: 1024 * 1024 };

/** A server that goes over to TLS when it is asked to, and then says that it is full. */
function startTlsServer(engine: Engine, { key, cert }: KeyPair): ReturnType<typeof startTcp> {
  return startTcp((socket) => {
    if (engine === "mysql") socket.write(mysql.greeting({ tls: true }));
    socket.on("readable", function ask() {
      // What comes after the question belongs to TLS, and stays unread.
      if (socket.read(QUESTION_BYTES[engine]) === null) return;
      socket.off("readable", ask);
      if (engine === "postgres") socket.write("S");
      const secure = new TLSSocket(socket, { isServer: true, key, cert });
      secure.on("error", () => undefined);
      secure.once("data", () => secure.write(FULL[engine]));
    });
  });
}

test.for(
  ENGINES.flatMap((engine) => [
    {
      engine,
      is: "is for this host, by an authority that is given",
      cert: () => issue({ name: "127.0.0.1", issuer: certificates.authority() }),
      kind: "refused",
      message: /takes no connection now/,
    },
    {
      engine,
      is: "is for another host",
      cert: certificates.good,
      kind: "tls",
      message: /is for another host: connect by a name that it has/,
    },
    {
      engine,
      is: "signed itself",
      cert: () => issue({ name: "127.0.0.1" }),
      kind: "tls",
      message: /nobody who is trusted here: give .* `ca`/,
    },
    {
      engine,
      is: "has expired",
      cert: certificates.expired,
      kind: "tls",
      message: /has expired: the server needs a new one/,
    },
  ]),
)("a certificate of $engine that $is is told so", async ({ engine, cert, kind, message }) => {
  const { target } = await startTlsServer(engine, cert());
  const settings = { engine, host: "127.0.0.1", port: target.port, database: "d", user: "u", password: "p" };
  const opening = openSession(
    { ...settings, tls: { ca: certificates.authority().cert } },
    { limits: LIMITS },
    new AbortController().signal,
  );
  await expect(opening).rejects.toMatchObject({ name: "DatabaseError", kind, message: expect.stringMatching(message) });
});

test("Amazon's authorities vouch for Amazon's hosts, beside those that Node knows, where they are there and no others are given", async () => {
  const folder = await mkdtemp(join(tmpdir(), "authorities-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "ca-cert.pem");
  await writeFile(file, "AMAZON");
  const host = "shop.abc.eu-west-1.rds.amazonaws.com";
  expect(await trustedAuthorities({ host, tls: {} }, file)).toEqual([...rootCertificates, "AMAZON"]);
  expect(await trustedAuthorities({ host: `${host}.cn`, tls: {} }, file)).toContain("AMAZON");
  expect(await trustedAuthorities({ host, tls: { ca: "OWN" } }, file)).toEqual(["OWN"]);
  expect(await trustedAuthorities({ host, tls: {} }, `${file}.missing`)).toBeUndefined();
  for (const other of ["db.example", "rds.amazonaws.com.example", "xrds.amazonaws.com"]) {
    expect(await trustedAuthorities({ host: other, tls: {} }, file)).toBeUndefined();
  }
});

test.for<[string, boolean]>([
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["::1", true],
  ["LocalHost", true],
  ["10.0.0.1", false],
  ["::", false],
  ["localhost.example", false],
  ["127.0.0.1.example", false],
])("whether %s is this machine: %s", ([host, is]) => {
  expect(isLoopback(host)).toBe(is);
});
