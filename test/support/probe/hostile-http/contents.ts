import { answering, type HostilePeer } from "./hostile-peer.ts";

function failing(is: string, body: string | Buffer, shown: RegExp): HostilePeer {
  const answer = Buffer.concat([Buffer.from("HTTP/1.1 500 Oops\r\nconnection: close\r\n\r\n"), Buffer.from(body)]);
  return answering(is, answer, shown);
}

/** Peers whose text would act in a log or a terminal, or is none. */
export const contents: readonly HostilePeer[] = [
  failing("whose body clears the screen", "\u001b[2Jgone\u0007", /^status 500 \(\\u001b\[2Jgone\\u0007\)$/),
  failing("whose body forges a line", "x\r\n[ERROR] forged", /^status 500 \(x\\r\\n\[ERROR\] forged\)$/),
  failing("whose body has NUL in it", "a\0b", /^status 500 \(a\\u0000b\)$/),
  failing("whose body turns the text around", "a\u202eb", /^status 500 \(a\\u202eb\)$/),
  failing("whose body is not UTF-8", Buffer.from([0x61, 0xff, 0xfe, 0x62]), /^status 500 \(a\ufffd\ufffdb\)$/),
  failing("whose body is long", "x".repeat(5_000), /^status 500 \(x{120}… \(5000 characters\)\)$/),
];
