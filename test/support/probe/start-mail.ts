import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { certificates } from "./certificates.ts";
import { startTcp, type RunningServer } from "./start-server.ts";
import { secured } from "./start-tls.ts";

/** A mail server that knows EHLO, STARTTLS, AUTH and QUIT, and what it heard, line by line. */
export interface MailServer extends RunningServer {
  readonly heard: readonly string[];
}

/** @param injected is said in plain text right after the answer to STARTTLS */
export async function startMail({ injected = "" } = {}): Promise<MailServer> {
  const heard: string[] = [];
  const listenTo = (socket: Socket): void => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const line = String(data).trimEnd();
      heard.push(line);
      if (line.startsWith("EHLO")) socket.write("250-mail.example\r\n250-STARTTLS\r\n250 HELP\r\n");
      else if (line.startsWith("AUTH")) socket.write("235 Welcome\r\n");
      else if (line === "QUIT") socket.end("221 bye\r\n");
      else if (line === "STARTTLS") {
        socket.removeAllListeners("data");
        socket.write(`220 go ahead\r\n${injected}`, () =>
          listenTo(new TLSSocket(socket, { isServer: true, ...certificates.good() })),
        );
      }
    });
  };
  const server = await startTcp((socket) => {
    listenTo(socket);
    socket.write("220 mail ready\r\n");
  });
  return { ...secured(server), heard };
}
