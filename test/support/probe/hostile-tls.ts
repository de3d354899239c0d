import { alerts } from "./hostile-tls/alerts.ts";
import { badCertificates } from "./hostile-tls/bad-certificates.ts";
import { brokenHandshakes } from "./hostile-tls/broken-handshakes.ts";
import type { HostileTlsPeer } from "./hostile-tls/hostile-tls-peer.ts";

/** The zoo: every way in which a handshake is known to go wrong. */
export const HOSTILE_TLS: readonly HostileTlsPeer[] = [...badCertificates, ...alerts, ...brokenHandshakes];
