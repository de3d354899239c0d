/** Where a probe connects: one address and port, and no other, whatever the answer says. */
export interface Target {
  /** An IP address, or a host name that resolves to the load balancer. */
  readonly address: string;
  /** 1..65535. */
  readonly port: number;
  /** The words by which a person knows it: `green task 3f2a (10.0.1.7:8080, eu-west-1a)`. */
  readonly label: string;
}

/** `address:port`, with the brackets that an IPv6 address needs. */
export function hostAndPort(target: Pick<Target, "address" | "port">): string {
  return target.address.includes(":") ? `[${target.address}]:${target.port}` : `${target.address}:${target.port}`;
}
