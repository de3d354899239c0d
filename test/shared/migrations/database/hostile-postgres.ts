import {
  say,
  pour,
  drip,
  withTls,
  HOSTILE_TEXT,
  HOSTILE_TEXT_SHOWN,
  type HostileDatabase,
} from "./hostile-database.ts";
import * as postgres from "./fake-postgres.ts";

/** Every way in which what speaks PostgreSQL's protocol is known to do wrong. */
export const HOSTILE_POSTGRES: readonly HostileDatabase[] = [
  {
    is: "that drips",
    does: drip(postgres.LOGGED_IN, postgres.message("S", Buffer.alloc(0), 1_000_000)),
    kind: "timeout",
    message: /not let us in/,
  },
  {
    is: "without TLS",
    does: (socket) => void socket.once("data", () => socket.write("N")),
    kind: "tls",
    message: /does not speak TLS: switch/,
    settings: withTls,
  },
  {
    is: "that says more before TLS",
    does: (socket) => void socket.once("data", () => socket.write("SR")),
    kind: "protocol",
    message: /received "SR"/,
    settings: withTls,
  },
  {
    is: "that begins no TLS",
    does: (socket) => void socket.once("data", () => socket.write("S")),
    kind: "timeout",
    message: /not let us in/,
    settings: withTls,
  },
  {
    is: "that speaks no TLS after all",
    does: (socket) => {
      socket.once("data", () => {
        socket.write("S");
        socket.on("data", () => socket.write("HTTP/1.1 400 Bad Request"));
      });
    },
    kind: "tls",
    message: /does not agree on TLS/,
    settings: withTls,
  },
  {
    is: "that never lets anybody in",
    does: (socket) => void socket.on("data", () => socket.write(postgres.LOGGED_IN)),
    kind: "timeout",
    message: /not let us in/,
  },
  {
    is: "that asks for a login of a kind that there is not",
    does: (socket) => void socket.once("data", () => socket.write(postgres.message("R", Buffer.from([0, 0, 0, 99])))),
    kind: "protocol",
    message: /Unknown authenticationOk|does not answer as PostgreSQL/,
  },
  {
    is: "that is full",
    does: (socket) =>
      void socket.once("data", () => socket.write(postgres.failure({ S: "FATAL", C: "53300", M: "too many clients" }))),
    kind: "refused",
    message: /takes no connection now.*too many clients/,
  },
  {
    is: "that answers nothing",
    does: postgres.lettingIn(() => undefined),
    kind: "timeout",
    message: /not answered a question within 300 ms/,
  },
  {
    is: "that hangs in a row",
    does: postgres.lettingIn(say(postgres.columns("x"), postgres.row("a long value").subarray(0, 12))),
    kind: "timeout",
    message: /not answered/,
  },
  {
    is: "that drips a row",
    does: postgres.lettingIn(drip(postgres.columns("x"), postgres.message("D", Buffer.alloc(0), 1_000_000))),
    kind: "timeout",
    message: /not answered/,
  },
  {
    is: "with an endless row",
    does: postgres.lettingIn((socket) => {
      socket.write(Buffer.concat([postgres.columns("x"), postgres.message("D", Buffer.alloc(0), 0x7fff_ffff)]));
      pour(Buffer.alloc(65_536))(socket);
    }),
    kind: "protocol",
    message: /more than 1048576 bytes/,
  },
  {
    is: "with endless rows",
    does: postgres.lettingIn((socket) => {
      socket.write(postgres.columns("x"));
      pour(postgres.row("x".repeat(1_000)))(socket);
    }),
    kind: "protocol",
    message: /more than 1048576 bytes/,
  },
  {
    is: "with more values than columns",
    does: postgres.lettingIn(
      say(
        postgres.columns("x"),
        postgres.row("1", "2"),
        postgres.message("C", Buffer.from("SELECT 1\0")),
        postgres.READY,
      ),
    ),
    kind: "protocol",
    message: /does not answer as PostgreSQL/,
  },
  {
    is: "with a message shorter than nothing",
    does: postgres.lettingIn(say(postgres.message("D", Buffer.from([255, 255]), 0), postgres.READY)),
    kind: "protocol",
    message: /does not answer as PostgreSQL/,
  },
  {
    // The driver's parser would look for its end for ever.
    is: "with an error without an end",
    does: postgres.lettingIn(say(postgres.message("E", Buffer.from("SERROR\0")))),
    kind: "protocol",
    message: /does not answer as PostgreSQL does: "an error has no end"/,
  },
  {
    is: "with a row before its columns",
    does: postgres.lettingIn(say(postgres.row("x"), postgres.message("C", Buffer.from("SELECT 1\0")), postgres.READY)),
    kind: "protocol",
    message: /does not answer as PostgreSQL/,
  },
  {
    is: "that resets in an answer",
    does: postgres.lettingIn((socket) => socket.resetAndDestroy()),
    kind: "unreachable",
    message: /broke the connection off/,
  },
  {
    is: "whose error shows the password and moves the cursor",
    does: postgres.lettingIn(say(postgres.failure({ S: "ERROR", C: "42501", M: HOSTILE_TEXT }), postgres.READY)),
    kind: "permission",
    message: HOSTILE_TEXT_SHOWN,
  },
];
