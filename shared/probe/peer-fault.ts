/** The peer was reached and did wrong before there was an answer to judge: it broke its protocol, or went over a limit. */
export class PeerFault extends Error {
  override readonly name = "PeerFault";
  /** What a person should look at, where that is known. */
  readonly likelyCause: string | undefined;

  /** @param observed what it did, escaped and cut: `headers larger than 16 KiB` */
  constructor(observed: string, likelyCause?: string, options?: ErrorOptions) {
    super(observed, options);
    this.likelyCause = likelyCause;
  }
}
