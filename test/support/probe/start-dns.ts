import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv4, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { startTcp, type RunningServer } from "./start-server.ts";

const TYPES = { A: 1, NS: 2, CNAME: 5, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33 } as const;
type Type = keyof typeof TYPES;

export const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;

/** What a name server was asked. */
export interface DnsQuestion {
  readonly over: "udp" | "tcp";
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** The question as it was on the wire, without its header. */
  readonly section: Buffer;
}

export interface DnsRecord {
  readonly type: Type;
  readonly ttl?: number;
  readonly data: Buffer;
}

/** What it answers; what is not said is as it should be. */
export interface DnsReply {
  readonly rcode?: keyof typeof RCODES;
  readonly records?: readonly DnsRecord[];
  /** Says that the rest did not fit. */
  readonly truncated?: boolean;
  readonly id?: number;
  /** Repeats another question than the one that was asked. */
  readonly section?: Buffer;
  /** Claims to hold so many records. */
  readonly count?: number;
}

export interface RunningDns extends RunningServer {
  /** All that it was asked, in order. */
  readonly questions: readonly DnsQuestion[];
}

/** A bare message, or a reply to be encoded; undefined for silence. */
type Answer = DnsReply | Buffer | undefined;

/**
 * A name server on loopback that speaks UDP and TCP on one port, and answers what it is told to.
 * @param onTcp does with a connection over TCP what it likes
 */
export async function startDns(
  answer: (question: DnsQuestion) => Answer | Promise<Answer>,
  onTcp?: (socket: Socket) => void,
): Promise<RunningDns> {
  const questions: DnsQuestion[] = [];
  const reply = async (message: Buffer, over: DnsQuestion["over"]): Promise<Buffer | undefined> => {
    const question = readQuestion(message, over);
    questions.push(question);
    const answered = await answer(question);
    return answered === undefined || Buffer.isBuffer(answered) ? answered : encode(question, answered);
  };
  const serve = (socket: Socket): void =>
    void serveTcp(socket, (message) => reply(message, "tcp")).catch(() => socket.destroy());
  const server = await startTcp(onTcp ?? serve);
  const udp = createSocket("udp4");
  let isOpen = true;
  udp.on("error", () => undefined);
  udp.on("message", (message, { address, port }) => {
    void reply(message, "udp").then((bytes) => bytes && isOpen && udp.send(bytes, port, address));
  });
  const close = (): void => {
    server.close();
    if (isOpen) udp.close();
    isOpen = false;
  };
  onTestFinished(close);
  udp.bind(server.target.port, server.target.address);
  await once(udp, "listening");
  return { ...server, questions, close };
}

async function serveTcp(socket: Socket, reply: (message: Buffer) => Promise<Buffer | undefined>): Promise<void> {
  let waiting = Buffer.alloc(0);
  socket.on("end", () => socket.end());
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    waiting = Buffer.concat([waiting, chunk]);
    if (waiting.length < 2 || waiting.length < 2 + waiting.readUInt16BE(0)) continue;
    const bytes = await reply(waiting.subarray(2, 2 + waiting.readUInt16BE(0)));
    waiting = waiting.subarray(2 + waiting.readUInt16BE(0));
    if (bytes) socket.write(Buffer.concat([uint16(bytes.length), bytes]));
  }
}

function readQuestion(message: Buffer, over: DnsQuestion["over"]): DnsQuestion {
  const labels: string[] = [];
  let at = 12;
  while (message[at]) {
    const length = message[at] ?? 0;
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const number = message.readUInt16BE(at + 1);
  const type = Object.entries(TYPES).find(([, each]) => each === number)?.[0] ?? String(number);
  return { over, id: message.readUInt16BE(0), name: labels.join("."), type, section: message.subarray(12, at + 5) };
}

function encode(question: DnsQuestion, reply: DnsReply): Buffer {
  const { rcode = "NOERROR", records = [], truncated = false, id = question.id, section = question.section } = reply;
  const flags = 0x8580 | (truncated ? 0x0200 : 0) | RCODES[rcode];
  const head = Buffer.concat([id, flags, 1, reply.count ?? records.length, 0, 0].map(uint16));
  const answers = records.map(({ type, ttl = 60, data }) =>
    // The name is a pointer to that of the question.
    Buffer.concat([uint16(0xc00c), uint16(TYPES[type]), uint16(1), uint16(0), uint16(ttl), uint16(data.length), data]),
  );
  return Buffer.concat([head, section, ...answers]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

/** A name as it is on the wire. */
export function encodeName(name: string): Buffer {
  const labels = name.split(".").filter((label) => label !== "");
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.alloc(1),
  ]);
}

/** The record of an address, of either family. */
export function address(ip: string, ttl = 60): DnsRecord {
  if (isIPv4(ip)) return { type: "A", ttl, data: Buffer.from(ip.split(".").map(Number)) };
  const [left = "", right = ""] = ip.split("::");
  const [before, after] = [left, right].map((part) => part.split(":").filter((each) => each !== ""));
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => "0");
  const words = [...(before ?? []), ...zeros, ...(after ?? [])];
  return { type: "AAAA", ttl, data: Buffer.concat(words.map((word) => uint16(Number.parseInt(word, 16)))) };
}

/** A record that is a name. */
export function named(type: "CNAME" | "NS" | "PTR", name: string): DnsRecord {
  return { type, data: encodeName(name) };
}

export function service(priority: number, weight: number, port: number, name: string): DnsRecord {
  return { type: "SRV", data: Buffer.concat([...[priority, weight, port].map(uint16), encodeName(name)]) };
}

export function mail(priority: number, name: string): DnsRecord {
  return { type: "MX", data: Buffer.concat([uint16(priority), encodeName(name)]) };
}

/** A record of text in as many parts. */
export function text(...parts: readonly string[]): DnsRecord {
  return {
    type: "TXT",
    data: Buffer.concat(parts.map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)]))),
  };
}
