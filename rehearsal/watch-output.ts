/** What the rehearsal says cannot be written any more: its reader has gone (EPIPE), or the disk is full (ENOSPC). */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** Where the rehearsal writes to. */
export interface WatchedOutput {
  /** The first failure; undefined while everything could be written. */
  readonly failure: () => OutputError | undefined;
  /** Resolves once everything is written, or is known not to be. */
  readonly flush: () => Promise<void>;
}

/**
 * Takes the errors of streams, which would otherwise end the process as it stands, with all its processes and folders.
 * @param streams by the name that the error gives them
 * @param onFailure told of the first failure alone
 */
export function watchOutput(
  streams: Readonly<Record<string, NodeJS.WritableStream>>,
  onFailure: (failure: OutputError) => void,
): WatchedOutput {
  let failure: OutputError | undefined;
  for (const [name, stream] of Object.entries(streams)) {
    stream.on("error", (cause: NodeJS.ErrnoException) => {
      if (failure) return;
      failure = new OutputError(`${name} cannot be written to (${cause.code ?? cause.message})`);
      onFailure(failure);
    });
  }
  return {
    failure: () => failure,
    flush: async () => {
      await Promise.all(
        Object.values(streams).map((stream) => {
          const { promise, resolve } = Promise.withResolvers<void>();
          stream.write("", () => resolve());
          return promise;
        }),
      );
    },
  };
}
