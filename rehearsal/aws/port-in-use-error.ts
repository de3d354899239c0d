/** The port that a server was to listen on belongs to another process. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`Port ${port} of 127.0.0.1 is in use by another process: stop that process, or choose another port.`, {
      cause,
    });
    this.port = port;
  }
}
