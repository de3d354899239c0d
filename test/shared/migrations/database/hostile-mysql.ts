import {
  say,
  pour,
  drip,
  withTls,
  PASSWORD,
  HOSTILE_TEXT,
  HOSTILE_TEXT_SHOWN,
  type HostileDatabase,
} from "./hostile-database.ts";
import * as mysql from "./fake-mysql.ts";

/** Every way in which what speaks MySQL's protocol is known to do wrong. */
export const HOSTILE_MYSQL: readonly HostileDatabase[] = [
  { is: "that drips", does: drip(mysql.greeting().subarray(0, 20)), kind: "timeout", message: /not let us in/ },
  { is: "without TLS", does: say(mysql.greeting()), kind: "tls", message: /does not speak TLS/, settings: withTls },
  {
    is: "that says more before TLS",
    does: say(mysql.greeting({ tls: true }), mysql.ok(2)),
    kind: "protocol",
    message: /expected its greeting/,
    settings: withTls,
  },
  {
    is: "that begins no TLS",
    does: say(mysql.greeting({ tls: true })),
    kind: "timeout",
    message: /not let us in/,
    settings: withTls,
  },
  {
    is: "that speaks no TLS after all",
    does: (socket) => {
      socket.write(mysql.greeting({ tls: true }));
      socket.on("data", () => socket.write(mysql.ok(2)));
    },
    kind: "tls",
    message: /does not agree on TLS/,
    settings: withTls,
  },
  {
    is: "that is full",
    does: say(mysql.failure(0, 1040, "Too many connections")),
    kind: "refused",
    message: /takes no connection now.*Too many/,
  },
  {
    is: "that wants the password in clear text",
    does: (socket) => {
      socket.write(mysql.greeting());
      socket.once("data", () => {
        socket.write(mysql.packet(2, Buffer.from("\u00FEmysql_clear_password\0", "latin1")));
        socket.on("data", (data) => {
          if (data.includes(PASSWORD)) socket.write(mysql.failure(4, 1040, "thanks for the password"));
        });
      });
    },
    kind: "authentication",
    message: /wants the password in clear text/,
  },
  {
    is: "that asks for a login of a kind that there is not",
    does: (socket) => {
      socket.write(mysql.greeting());
      socket.once("data", () => socket.write(mysql.packet(2, Buffer.from("\u00FEtoString\0", "latin1"))));
    },
    kind: "protocol",
    message: /does not answer as MySQL/,
  },
  {
    is: "that answers nothing",
    does: mysql.lettingIn(() => undefined),
    kind: "timeout",
    message: /not answered a question within 300 ms/,
  },
  {
    is: "that hangs in a row",
    does: mysql.lettingIn(
      say(
        mysql.packet(1, Buffer.from([1])),
        mysql.column(2, "x"),
        mysql.end(3),
        mysql.packet(4, Buffer.from([9, 65]), 10),
      ),
    ),
    kind: "timeout",
    message: /not answered/,
  },
  {
    is: "that drips a row",
    does: mysql.lettingIn(
      drip(
        mysql.packet(1, Buffer.from([1])),
        mysql.column(2, "x"),
        mysql.end(3),
        mysql.packet(4, Buffer.from([253]), 1_000_000),
      ),
    ),
    kind: "timeout",
    message: /not answered/,
  },
  {
    is: "with an endless row",
    does: mysql.lettingIn((socket) => {
      socket.write(
        Buffer.concat([
          mysql.packet(1, Buffer.from([1])),
          mysql.column(2, "x"),
          mysql.end(3),
          mysql.packet(4, Buffer.alloc(0), 0xff_ffff),
        ]),
      );
      pour(Buffer.alloc(65_536))(socket);
    }),
    kind: "protocol",
    message: /more than 1048576 bytes/,
  },
  {
    is: "with columns without end",
    does: mysql.lettingIn((socket) => {
      socket.write(mysql.packet(1, Buffer.from([254, 255, 255, 255, 255, 0, 0, 0, 0])));
      // Numbered as they must be: 2 to 255, 0 and 1.
      pour(...Array.from({ length: 256 }, (_, at) => mysql.column((at + 2) % 256, "x")))(socket);
    }),
    kind: "protocol",
    message: /more than 1048576 bytes/,
  },
  {
    is: "that wants a file of ours",
    does: mysql.lettingIn((socket) => {
      socket.write(mysql.packet(1, Buffer.from("\u00FB/etc/passwd", "latin1")));
      socket.once("data", (data) => {
        const isNothing = data.equals(mysql.packet(2, Buffer.alloc(0)));
        socket.write(isNothing ? mysql.ok(3) : mysql.failure(3, 1040, "thanks for the file"));
      });
    }),
    kind: "protocol",
    message: /does not answer as MySQL/,
  },
  {
    is: "that resets in an answer",
    does: mysql.lettingIn((socket) => socket.resetAndDestroy()),
    kind: "unreachable",
    message: /broke the connection off/,
  },
  {
    is: "whose error shows the password and moves the cursor",
    does: mysql.lettingIn(say(mysql.failure(1, 1142, HOSTILE_TEXT))),
    kind: "permission",
    message: HOSTILE_TEXT_SHOWN,
  },
];
