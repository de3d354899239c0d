import { describe, expect, test } from "vitest";
import type { DatabaseSettings } from "../../../../shared/migrations/database/database-settings.ts";
import { openSession } from "../../../../shared/migrations/database/open-session.ts";
import type { SessionLimits } from "../../../../shared/migrations/database/session-limits.ts";
import type { Engine } from "../../../../shared/migrations/tool.ts";
import { startBlackHole } from "../../../support/probe/start-black-hole.ts";
import { closedPort, isGone, startTcp } from "../../../support/probe/start-server.ts";
import { PASSWORD, pour, say, withTls, type HostileDatabase } from "./hostile-database.ts";
import { HOSTILE_MYSQL } from "./hostile-mysql.ts";
import { HOSTILE_POSTGRES } from "./hostile-postgres.ts";

const LIMITS: SessionLimits = { connect: 300, statement: 100, lock: 100, answer: 300, bytes: 1024 * 1024 };
// The time limits, and what a machine that does other things adds.
const PATIENCE_MS = 2_000;

/** Opens a session, asks one question, and gives what goes wrong. */
async function ask(settings: DatabaseSettings): Promise<unknown> {
  const { signal } = new AbortController();
  try {
    await using session = await openSession(settings, { limits: LIMITS }, signal);
    return await session.query("select 1", [], signal);
  } catch (error) {
    return error;
  }
}

function settingsFor(engine: Engine, port: number): DatabaseSettings {
  return { engine, host: "127.0.0.1", port, database: "shop", user: "reader", password: PASSWORD, tls: false };
}

const ANY: readonly HostileDatabase[] = [
  { is: "that says nothing", does: () => undefined, kind: "timeout", message: /not let us in within 300 ms/ },
  { is: "that hangs up", does: (socket) => socket.end(), kind: "unreachable", message: /broke the connection off/ },
  {
    is: "that resets",
    does: (socket) => socket.resetAndDestroy(),
    kind: "unreachable",
    message: /broke the connection off/,
  },
  {
    is: "that floods",
    does: pour(Buffer.alloc(65_536, 0xfe)),
    kind: "protocol",
    message: /does not answer as|more than/,
  },
  {
    is: "that is a web server",
    does: say(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")),
    kind: "protocol",
    message: /does not answer as \w+ does: expected .*, received "HTTP/,
    settings: withTls,
  },
];

describe.for<[Engine, readonly HostileDatabase[]]>([
  ["postgres", [...ANY, ...HOSTILE_POSTGRES]],
  ["mysql", [...ANY, ...HOSTILE_MYSQL]],
])("a database of %s", ([engine, hostile]) => {
  test.for(hostile)("$is ends in its time, and is told from others", async ({ does, kind, message, settings }) => {
    const server = await startTcp((socket) => {
      does(socket);
      // Whoever reads nothing does not notice that the other has left.
      socket.resume();
    });
    const began = performance.now();
    const error = await ask({ ...settingsFor(engine, server.target.port), ...settings });
    expect(error).toMatchObject({ name: "DatabaseError", kind, message: expect.stringMatching(message) });
    expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
    expect(error).toSatisfy(({ message }: Error) => message.length < 600 && !message.includes(PASSWORD));
    await expect.poll(() => server.connections.every(isGone)).toBe(true);
  });

  test("whose port is closed is refused", async () => {
    const { port } = await closedPort();
    expect(await ask(settingsFor(engine, port))).toMatchObject({
      kind: "refused",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });

  test("behind a black hole cannot be reached", async () => {
    const { port } = await startBlackHole();
    expect(await ask(settingsFor(engine, port))).toMatchObject({
      kind: "unreachable",
      message: expect.stringMatching(/security group/),
    });
  });

  test("without TLS, and not on this machine, is not even tried", async () => {
    const settings = { ...settingsFor(engine, 1), host: "db.example" };
    expect(await ask(settings)).toMatchObject({
      kind: "tls",
      message: expect.stringMatching(/"db\.example", anybody on the way/),
    });
  });

  test("is left at once when the caller leaves", async () => {
    const server = await startTcp((socket) => void socket.resume());
    const ending = new AbortController();
    const opening = openSession(settingsFor(engine, server.target.port), {}, ending.signal);
    const reason = new Error("the deadline");
    setImmediate(() => ending.abort(reason));
    await expect(opening).rejects.toBe(reason);
    await expect.poll(() => server.connections.every(isGone)).toBe(true);
  });
});
