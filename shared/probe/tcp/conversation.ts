import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { startTls } from "../open-connection.ts";
import { PeerFault } from "../peer-fault.ts";
import type { ProbeRun } from "../prober.ts";
import { reveal } from "../secret.ts";
import { handshakeSettings, handshakeTarget } from "../tls/handshake-options.ts";
import { readTlsFacts, type TlsFacts } from "../tls/tls-facts.ts";
import { nextChunk } from "./next-chunk.ts";
import type { ReceivedText } from "./received-text.ts";
import { describeAwaited, describeData, type Awaiting, type Sending } from "./script.ts";
import type { TcpProbe } from "./tcp-probe.ts";

/** What is said over one connection, from its first step to what is read in the end. */
export class Conversation {
  readonly #probe: TcpProbe;
  readonly #run: ProbeRun;
  readonly #received: ReceivedText;
  readonly #signal: AbortSignal;
  readonly #first: Socket;
  #socket: Socket;
  #tls: TlsFacts | undefined;
  #match: readonly string[] = [];

  constructor(socket: Socket, probe: TcpProbe, run: ProbeRun, received: ReceivedText, signal: AbortSignal) {
    this.#first = socket;
    this.#socket = socket;
    this.#tls = factsOf(socket);
    this.#probe = probe;
    this.#run = run;
    this.#received = received;
    this.#signal = signal;
  }

  /** The connection as it is now: with TLS after that was started. */
  get socket(): Socket {
    return this.#socket;
  }

  /** Closes the connection, at once. */
  close(): void {
    this.#socket.destroy();
    this.#first.destroy();
  }

  /** What the handshake showed, if there was one. */
  get tls(): TlsFacts | undefined {
    return this.#tls;
  }

  /**
   * From the first step to the last.
   * @throws {PeerFault} where one does not come about
   * @throws what TLS or the socket raised, or the reason with which the signal was aborted
   */
  async followScript(): Promise<void> {
    for (const step of this.#probe.script) {
      if (step.does === "send") await this.#send(step);
      else if (step.does === "expect") await this.#await(step);
      else await this.#secure();
    }
  }

  /** Reads on until `isEnough`, or the peer has ended. */
  async readUntil(awaiting: Awaiting, isEnough: (received: string) => boolean): Promise<void> {
    await this.#read(awaiting, () => isEnough(this.#received.text));
  }

  async #await(step: Awaiting): Promise<void> {
    const found = (): boolean => {
      const match = this.#received.take(step.awaited);
      if (match) this.#match = match;
      return match !== undefined;
    };
    if (await this.#read(step, found)) return;
    throw new PeerFault(`connection closed without ${describeAwaited(step.awaited)} (${this.#received.describe()})`);
  }

  /** Whether `found` came true before the peer ended. */
  async #read({ awaited }: Awaiting, found: () => boolean): Promise<boolean> {
    const { clock } = this.#run;
    const missing = describeAwaited(awaited);
    clock.begin("firstByte", (ms) => new PeerFault(`no ${missing} in ${ms} ms (${this.#received.describe()})`));
    try {
      while (!found()) {
        const chunk = await nextChunk(this.#socket, this.#signal);
        if (chunk === undefined) return false;
        this.#received.add(chunk, awaited);
      }
      return true;
    } catch (error) {
      if (!isGone(error)) throw error;
      throw new PeerFault(`connection reset without ${missing} (${this.#received.describe()})`, undefined, {
        cause: error,
      });
    } finally {
      clock.end("firstByte");
    }
  }

  async #send({ data }: Sending): Promise<void> {
    const { clock } = this.#run;
    const made = typeof data === "function" ? data(this.#match) : data;
    // What a function makes may be secret without being declared so.
    const what = typeof data === "function" ? "the reply" : describeData(data);
    clock.begin("request", (ms) => new PeerFault(`${what} not taken in ${ms} ms (${this.#received.describe()})`));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = (): void => reject(this.#signal.reason);
    this.#signal.addEventListener("abort", stop, { once: true });
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    if (made instanceof Uint8Array) this.#socket.write(made, done);
    else this.#socket.write(reveal(made), this.#probe.settings.encoding, done);
    try {
      await promise;
    } catch (error) {
      if (!isGone(error)) throw error;
      throw new PeerFault(`connection closed before ${what} was sent (${this.#received.describe()})`, undefined, {
        cause: error,
      });
    } finally {
      this.#signal.removeEventListener("abort", stop);
      clock.end("request");
    }
  }

  async #secure(): Promise<void> {
    const { handshake } = this.#probe.settings;
    const { target, clock } = this.#run;
    this.#received.layAside();
    const settings = handshakeSettings(handshake);
    const secured = handshakeTarget(target, handshake);
    this.#socket = await startTls(this.#socket, secured, settings, clock, this.#signal);
    this.#tls = factsOf(this.#socket);
  }
}

/** Read at once: once a connection is closed, nothing tells what its certificate was. */
function factsOf(socket: Socket): TlsFacts | undefined {
  return socket instanceof TLSSocket ? readTlsFacts(socket) : undefined;
}

const GONE = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_WRITE_AFTER_END", "ERR_STREAM_DESTROYED"]);

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && GONE.has(error.code);
}
