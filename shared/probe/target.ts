/** Where a probe connects: one address and port, and no other, whatever the answer says. */
export interface Target {
  /** An IP address, or a host name that resolves to the load balancer. */
  readonly address: string;
  /** 1..65535. */
  readonly port: number;
  /** The words by which a person knows it: `green task 3f2a (10.0.1.7:8080, eu-west-1a)`. */
  readonly label: string;
  /** The Host header (`:authority`) where the probe names none, and the name of which the certificate must be; default: the address. */
  readonly host?: string;
  /** Present where the target speaks TLS. */
  readonly tls?: TargetTls;
}

/** How TLS is spoken with a target. */
export interface TargetTls {
  /** Sent as SNI. Default: the host's name. */
  readonly serverName?: string;
  /** The name or the IP address that the certificate must be for. Default: the server name, or the address. */
  readonly certificateName?: string;
  /** False only where the peer is known to sign its own certificate. Default: true. */
  readonly verify?: boolean;
  /** Authorities, as PEM, in place of the default ones. */
  readonly ca?: string;
}

/** `address:port`, with the brackets that an IPv6 address needs. */
export function hostAndPort(target: Pick<Target, "address" | "port">): string {
  return target.address.includes(":") ? `[${target.address}]:${target.port}` : `${target.address}:${target.port}`;
}
