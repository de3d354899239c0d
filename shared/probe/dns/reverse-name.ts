import { isIPv4, SocketAddress } from "node:net";

const WORDS = 8;

/** The name under which an address has its `PTR` record: `7.1.0.10.in-addr.arpa`. */
export function reverseName(address: string): string {
  if (isIPv4(address)) return `${address.split(".").toReversed().join(".")}.in-addr.arpa`;
  return `${wordsOf(address).join("").split("").toReversed().join(".")}.ip6.arpa`;
}

/** An address as it is usually written, to compare it with others. */
export function canonicalAddress(address: string): string {
  return isIPv4(address) ? address : new SocketAddress({ address, family: "ipv6" }).address;
}

/** The eight words of an IPv6 address, of four digits each. */
function wordsOf(address: string): readonly string[] {
  const plain = address.replace(/%.*$/u, "").replace(/\d+\.\d+\.\d+\.\d+$/u, (tail) => {
    const [a = 0, b = 0, c = 0, d = 0] = tail.split(".").map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [before = [], after = []] = plain.split("::").map((part) => part.split(":").filter((word) => word !== ""));
  const zeros = Array.from({ length: WORDS - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].map((word) => word.toLowerCase().padStart(4, "0"));
}
