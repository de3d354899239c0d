import type { Socket } from "node:net";
import { tls } from "../../../../shared/probe/tls/tls-probe.ts";
import { certificates } from "../certificates.ts";
import type { RunningServer } from "../start-server.ts";
import { startTls } from "../start-tls.ts";
import { greeted, serving, type HostileTlsPeer } from "./hostile-tls-peer.ts";

/** How a peer says that it does not want to. */
export const alerts: readonly HostileTlsPeer[] = [
  serving("that demands a certificate of its clients (1.3)", () => demanding("TLSv1.3"), {
    observed: /^the TLS alert "certificate required" /,
    likelyCause: /demands a certificate of its clients/,
  }),
  serving("that demands a certificate of its clients (1.2)", () => demanding("TLSv1.2"), {
    observed: /^the TLS alert "handshake failure" /,
    likelyCause: /demands a certificate of its clients/,
  }),
  serving("that speaks old versions only", () => speaking("TLSv1", "TLSv1.1"), {
    observed: /^the TLS alert "protocol version" /,
    likelyCause: /no TLS version in common/,
  }),
  serving("that speaks newer versions than it is asked for", () => speaking("TLSv1.3", "TLSv1.3"), {
    probe: tls({ timeout: "2s", maxVersion: "TLSv1.2" }),
    observed: /^the TLS alert "protocol version" /,
    likelyCause: /no TLS version in common/,
  }),
  serving("that knows none of the protocols offered", () => startTls(certificates.good(), { ALPNProtocols: ["h2"] }), {
    probe: tls({ timeout: "2s", alpn: ["imap"] }),
    observed: /^the TLS alert "no application protocol" /,
    likelyCause: /ALPN/,
  }),
  serving("without a certificate", () => startTls({ key: "", cert: "" }), {
    observed: /^the TLS alert "handshake failure" /,
    likelyCause: /has no certificate/,
  }),
  greeted("that knows no such name", alert(112), {
    observed: /^the TLS alert "unrecognized name" /,
    likelyCause: /serves no such name/,
  }),
  greeted("that has a fault of its own", alert(80), {
    observed: /^the TLS alert "internal error" /,
    likelyCause: /its log/,
  }),
  greeted("that sends an alert which does not exist", alert(200), {
    observed: /^connection closed in the TLS handshake$/,
    likelyCause: /does not speak TLS/,
  }),
];

/** A fatal alert of TLS 1.2, by its number. */
function alert(number: number): (socket: Socket) => void {
  return (socket) => void socket.end(Buffer.from([21, 3, 3, 0, 2, 2, number]));
}

function demanding(version: "TLSv1.2" | "TLSv1.3"): Promise<RunningServer> {
  const ca = certificates.authority().cert;
  return startTls(certificates.good(), { requestCert: true, rejectUnauthorized: true, ca, maxVersion: version });
}

function speaking(minVersion: "TLSv1" | "TLSv1.3", maxVersion: "TLSv1.1" | "TLSv1.3"): Promise<RunningServer> {
  return startTls(certificates.good(), { minVersion, maxVersion, ciphers: "DEFAULT:@SECLEVEL=0" });
}
