import { PeerFault } from "../peer-fault.ts";

const CLOSED =
  "the port does not speak TLS, the process fell over, or it takes no connection for that server name or from here";

/** `error` in words, where a peer went away in the handshake: the same code stands for one that does so in an answer. */
export function explainHandshakeError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const { code } = error;
  if (code !== "ECONNRESET" && code !== "EPIPE") return error;
  // Node gives the code of a reset to a clean close, too.
  const isReset = "syscall" in error;
  return new PeerFault(`connection ${isReset ? "reset" : "closed"} in the TLS handshake`, CLOSED, { cause: error });
}
