import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyPair } from "./self-signed.ts";

const DAY_MS = 24 * 3_600_000;

/** What a certificate is made of; made by openssl. */
export interface CertificateRequest {
  /** Its common name, which is one of its names, too. */
  readonly name: string;
  /** Days from now on which it begins and ends to be valid. Default: from yesterday until in 90 days. */
  readonly days?: readonly [from: number, to: number];
  /** Whoever signs it. Default: it signs itself. */
  readonly issuer?: KeyPair;
  /** True for one that may sign others. */
  readonly isAuthority?: boolean;
  /** Bits of an RSA key. Default: a key on the curve P-256. */
  readonly rsaBits?: number;
}

/** A key, and a certificate for it. */
export function issue({ name, days = [-1, 90], issuer, isAuthority = false, rsaBits }: CertificateRequest): KeyPair {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const at = (file: string): string => join(folder, file);
  const openssl = (given: readonly string[]): void => void execFileSync("openssl", given, { stdio: "pipe" });
  const write = (file: string, text: string): string => {
    writeFileSync(at(file), text);
    return at(file);
  };
  try {
    const alternative = /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`;
    const config = write(
      "openssl.cnf",
      `
[req]
distinguished_name = name
[name]
[ca]
default_ca = own
[own]
new_certs_dir = ${folder}
database = ${write("index.txt", "")}
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
x509_extensions = extensions
[any]
commonName = supplied
organizationName = optional
[extensions]
basicConstraints = critical, CA:${isAuthority ? "TRUE" : "FALSE"}
${isAuthority ? "" : `subjectAltName = ${alternative}`}
`,
    );
    const algorithm = rsaBits === undefined ? ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"] : [`rsa:${rsaBits}`];
    const request = ["-config", config, "-subj", `/O=Zoo/CN=${name}`, "-out", at("request.pem")];
    openssl(["req", "-new", "-newkey", ...algorithm, "-nodes", "-keyout", at("key.pem"), ...request]);
    const signing = issuer
      ? ["-cert", write("issuer.pem", issuer.cert), "-keyfile", write("issuer-key.pem", issuer.key)]
      : ["-selfsign", "-keyfile", at("key.pem")];
    const [from, to] = days;
    const dates = ["-startdate", asn1Date(from), "-enddate", asn1Date(to)];
    const files = ["-in", at("request.pem"), "-out", at("cert.pem")];
    openssl(["ca", "-batch", "-notext", "-config", config, ...signing, ...dates, ...files]);
    return { key: readFileSync(at("key.pem"), "utf8"), cert: readFileSync(at("cert.pem"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `20261124120000Z` */
function asn1Date(days: number): string {
  return `${new Date(Date.now() + days * DAY_MS).toISOString().replaceAll(/\D/g, "").slice(0, 14)}Z`;
}

/** `2026-11-24`: the day that is so many days from now. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

const made = new Map<string, KeyPair>();

function once(key: string, make: () => KeyPair): KeyPair {
  const kept = made.get(key) ?? make();
  made.set(key, kept);
  return kept;
}

/** The name that all certificates of the zoo are for, but for the one that is wrong. */
export const NAME = "shop.example";

/** The certificates of the zoo, each made when it is first asked for, once a run. */
export const certificates = {
  /** The authority that is known, where one is. */
  authority: (): KeyPair => once("authority", () => issue({ name: "Zoo Root", isAuthority: true })),
  intermediate: (): KeyPair =>
    once("intermediate", () => issue({ name: "Zoo Issuer", isAuthority: true, issuer: certificates.authority() })),
  /** Signed by the authority itself. */
  good: (): KeyPair => once("good", () => issue({ name: NAME, issuer: certificates.authority() })),
  /** Signed by the intermediate, without its certificate. */
  incomplete: (): KeyPair => once("incomplete", () => issue({ name: NAME, issuer: certificates.intermediate() })),
  /** The same, with it: a chain of three. */
  chain: (): KeyPair => {
    const { key, cert } = certificates.incomplete();
    return { key, cert: `${cert}${certificates.intermediate().cert}` };
  },
  selfSigned: (): KeyPair => once("selfSigned", () => issue({ name: NAME })),
  expired: (): KeyPair =>
    once("expired", () => issue({ name: NAME, days: [-30, -2], issuer: certificates.authority() })),
  notYetValid: (): KeyPair =>
    once("notYetValid", () => issue({ name: NAME, days: [10, 30], issuer: certificates.authority() })),
  expiring: (): KeyPair =>
    once("expiring", () => issue({ name: NAME, days: [-30, 3.5], issuer: certificates.authority() })),
  wrongName: (): KeyPair => once("wrongName", () => issue({ name: "other.example", issuer: certificates.authority() })),
  weak: (): KeyPair => once("weak", () => issue({ name: NAME, rsaBits: 1024, issuer: certificates.authority() })),
} as const;
