import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { expect, test } from "vitest";
import { not } from "../../../../shared/probe/expectation.ts";
import { within } from "../../../../shared/probe/http/within.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret, secretText } from "../../../../shared/probe/secret.ts";
import { received } from "../../../../shared/probe/tcp/received.ts";
import { tcp } from "../../../../shared/probe/tcp/tcp-probe.ts";
import { certificate } from "../../../../shared/probe/tls/certificate.ts";
import { trusted } from "../../../../shared/probe/tls/trusted.ts";
import { certificates, NAME } from "../../../support/probe/certificates.ts";
import { said } from "../../../support/probe/probes.ts";
import { startBlackHole } from "../../../support/probe/start-black-hole.ts";
import { startMail } from "../../../support/probe/start-mail.ts";
import { closedPort, isGone, startTcp } from "../../../support/probe/start-server.ts";
import { startTls } from "../../../support/probe/start-tls.ts";

const never = new AbortController().signal;
const SHORT = { timeout: "150ms" } as const;

/** A peer that says what it is told to, when it is asked. */
const answering = (answer: string | Buffer) => startTcp((socket) => void socket.on("data", () => socket.write(answer)));

test("an open port passes, and its connection is closed", async () => {
  const { target, connections } = await startTcp((socket) => void socket.resume());
  const outcome = await runProbe(tcp().expect(within("1s", "connect")), target, never);
  expect(said(outcome)).toBe("passed");
  expect(outcome).toMatchObject({ answer: { received: "", tls: undefined }, phases: { connect: expect.any(Number) } });
  expect(outcome.request).toBe(`TCP connection to 127.0.0.1:${target.port}`);
  await expect.poll(() => connections.every(isGone)).toBe(true);
});

test("a closed port has failed", async () => {
  expect(said(await runProbe(tcp(), await closedPort(), never))).toBe(
    "failed: expected an open port, observed connection refused",
  );
});

test("a port that nothing comes back from is no evidence, and ends with the time-out", async () => {
  const outcome = await runProbe(tcp(SHORT), await startBlackHole(), never);
  expect(said(outcome)).toMatch(/^error \(way\): no connection in time/);
  expect(outcome.latencyMs).toBeLessThan(500);
});

test("a name that does not resolve is the prober's fault", async () => {
  const target = { address: "no-such-service.invalid", port: 80, label: "listener" };
  expect(said(await runProbe(tcp(), target, never))).toMatch(/^error \(prober\): the name/);
});

test("an aborted probe rejects with the signal's reason, and one that ended leaves no listener on the signal", async () => {
  const { target, connections } = await startTcp((socket) => void socket.resume());
  const controller = new AbortController();
  const outcome = runProbe(tcp().expects("never"), target, controller.signal);
  await sleep(20);
  controller.abort(new Error("enough"));
  await expect(outcome).rejects.toThrow("enough");
  await expect.poll(() => connections.every(isGone)).toBe(true);
  const alive = new AbortController();
  for (let probes = 0; probes < 20; probes += 1) await runProbe(tcp(), target, alive.signal);
  expect(getEventListeners(alive.signal, "abort")).toHaveLength(0);
});

const mail = tcp({ timeout: "500ms" })
  .expects(/^220 /)
  .sends("EHLO probe\r\n")
  .expects(/250[ -]STARTTLS/)
  .sends("STARTTLS\r\n")
  .expects(/^220.*\r\n/)
  .startsTls();

test("a script speaks in plain text, starts TLS and goes on, and its secrets are not shown", async () => {
  const password = new Secret("hunter2-hunter2");
  const { target, heard } = await startMail();
  const login = mail
    .sends(secretText`AUTH ${password}\r\n`)
    .expects(/^235 (?<who>\w+)/)
    .sends("QUIT\r\n")
    .expects("221");
  const passing = login.expect(received(/Welcome/), certificate({ name: NAME }), trusted());
  const outcome = await runProbe(passing, target, never);
  expect(said(outcome)).toBe("passed");
  expect(heard).toEqual(["EHLO probe", "STARTTLS", "AUTH hunter2-hunter2", "QUIT"]);
  expect(Object.keys(outcome.phases)).toEqual(["connect", "firstByte", "request", "tls"]);
  const failing = await runProbe(login.expect(received("nobody")), target, never);
  expect(said(failing)).toMatch(/observed received "220 mail ready/);
  expect(JSON.stringify([passing, String(passing), failing.kind === "failed" && failing.observed])).not.toMatch(
    /hunter2/,
  );
});

test("what was said in plain text does not pass for an answer over TLS", async () => {
  const { target } = await startMail({ injected: "235 Welcome\r\n" });
  const outcome = await runProbe(mail.sends("NOOP\r\n").expects(/^235 Welcome/), target, never);
  expect(said(outcome)).toMatch(
    /^failed: expected .*, observed (an answer that is not TLS|no \/\^235 Welcome\/ in 500 ms)/,
  );
});

test("a secret that a peer repeats is struck out", async () => {
  const token = new Secret("s3cr3t-token");
  const { target } = await startTcp(
    (socket) => void socket.on("data", (data) => socket.end(`you said ${String(data)}`)),
  );
  const outcome = await runProbe(tcp().sends(token).expects("OK"), target, never);
  expect(said(outcome)).toMatch(/observed connection closed without "OK" \(received "you said \*\*\*"\)/);
});

test("each step looks at what came after the one before, line by line", async () => {
  const { target } = await startTcp((socket) => {
    socket.write("+OK first\r\n+OK sec");
    socket.once("data", () => socket.end("ond\r\n-ERR third\r\n"));
  });
  const probe = tcp(SHORT)
    .expects(/^\+OK \w+/)
    .sends("?")
    .expects(/^\+OK second\r\n/);
  expect(said(await runProbe(probe.expects(/^-ERR third$/), target, never))).toBe("passed");
  expect(said(await runProbe(probe.expects(/^-ERR/), target, never))).toBe("passed");
  expect(said(await runProbe(probe.expects("+OK"), target, never))).toMatch(
    /closed without "\+OK" \(received "-ERR third\\r\\n"\)$/,
  );
});

test("a pattern with g or y means the same each time it is used", async () => {
  const { target } = await answering("..PONG");
  for (const [pattern, said_] of [
    [/PONG/g, "passed"],
    [/\.\.PONG/y, "passed"],
  ] as const) {
    const probe = tcp(SHORT).sends("PING").expects(pattern);
    for (let times = 0; times < 2; times += 1) expect(said(await runProbe(probe, target, never))).toBe(said_);
  }
  expect(said(await runProbe(tcp(SHORT).sends("PING").expects(/PONG/y), target, never))).toMatch(/^failed/);
});

test("a reply is made of what matched", async () => {
  const { target } = await startTcp((socket) => {
    socket.write("PING :8f3a\r\n");
    socket.once("data", (data) => socket.end(String(data) === "PONG :8f3a\r\n" ? "001 welcome\r\n" : "ERROR\r\n"));
  });
  const reply = ([, token]: readonly string[]) => `PONG :${token}\r\n`;
  const probe = tcp()
    .expects(/^PING :(\S+)/)
    .sends(reply)
    .expects(/^001 /);
  expect(said(await runProbe(probe, target, never))).toBe("passed");
});

test("bytes are sent as they are, and read as characters of one byte where that is asked for", async () => {
  const { target } = await startTcp((socket) => {
    socket.once("data", (data) => socket.end(Buffer.concat([Buffer.from([0x4a, 0xff, 0x00]), data])));
  });
  const bytes = Uint8Array.of(0, 0x80, 0xfe);
  const probe = tcp({ encoding: "latin1" })
    .sends(bytes)
    .expects(/^J\u00FF\0\0\u0080\u00FE/);
  bytes.fill(1);
  expect(said(await runProbe(probe, target, never))).toBe("passed");
});

test("a character that comes in two parts is one character", async () => {
  const euro = Buffer.from("€");
  const { target } = await startTcp((socket) => {
    socket.write(euro.subarray(0, 1));
    setTimeout(() => socket.end(euro.subarray(1)), 20);
  });
  expect(said(await runProbe(tcp().expects("€"), target, never))).toBe("passed");
});

test("all that is received is limited, and the limit can be set", async () => {
  const { target } = await answering("x".repeat(2_000));
  const probe = tcp({ limits: { received: "1KiB" } })
    .sends("?")
    .expects("y");
  expect(said(await runProbe(probe, target, never))).toMatch(/observed more than 1 KiB without "y"/);
});

test("what is expected of the answer is waited for, and its opposite is not", async () => {
  const { target } = await startTcp((socket) => {
    socket.once("data", () => setTimeout(() => socket.write("role:master\r\n"), 20));
  });
  const probe = tcp(SHORT).sends("INFO\r\n");
  expect(said(await runProbe(probe.expect(received(/^role:master/m)), target, never))).toBe("passed");
  expect(said(await runProbe(probe.expect(not(received("loading"))), target, never))).toBe("passed");
  expect(said(await runProbe(probe.expect(received("slave")), target, never))).toBe(
    'failed: expected an open port, received "slave", observed no "slave" in 150 ms (received "role:master\\r\\n")',
  );
  const { target: closing } = await startTcp((socket) => void socket.once("data", () => socket.end("loading\r\n")));
  expect(said(await runProbe(probe.expect(received("slave")), closing, never))).toBe(
    'failed: expected received "slave", observed received "loading\\r\\n"',
  );
});

test("a target with TLS settings is spoken to over TLS, unless a probe wants it plain", async () => {
  const { target, connections } = await startTls(certificates.good(), {}, (socket) => void socket.end("hello"));
  const probe = tcp().expects("hello").expect(trusted());
  const outcome = await runProbe(probe, target, never);
  expect(said(outcome)).toBe("passed");
  expect(outcome.request).toMatch(/^TLS connection to 127\.0\.0\.1:\d+, 1 step$/);
  const plain = await runProbe(tcp({ plain: true }), target, never);
  expect(said(plain)).toBe("passed");
  expect(Object.keys(plain.phases)).toEqual(["connect"]);
  // Of a certificate that was not shown nobody can tell.
  const distrusted = await runProbe(tcp({ plain: true }).expect(not(trusted())), target, never);
  expect(said(distrusted)).toMatch(/^failed: expected not a certificate that verifies, observed an answer without TLS/);
  await expect.poll(() => connections.every((socket) => socket instanceof TLSSocket || isGone(socket))).toBe(true);
});

test("a peer that demands a certificate of its clients refuses a bare connection, too", async () => {
  const { target } = await startTls(certificates.good(), {
    requestCert: true,
    rejectUnauthorized: true,
    ca: certificates.authority().cert,
  });
  expect(said(await runProbe(tcp(), target, never))).toMatch(/observed the TLS alert "certificate required"/);
});
